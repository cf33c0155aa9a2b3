using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3;

/// <summary>An object as the backend tells of it.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="LastModified">Whole seconds: HEAD knows no finer ones, and a listing shall not differ from it.</param>
/// <param name="Label">What FcCreds wrote with it; null for somebody else's object.</param>
internal sealed record StoredObject(string ETag, DateTimeOffset LastModified, long Length, ObjectLabel? Label, string? ContentType);

/// <summary>An object as a listing at the backend shows it.</summary>
/// <param name="Rest">What stands behind the key in its name, where the key is spelt out.</param>
internal sealed record ListedObject(string Key, string ETag, DateTimeOffset LastModified, long Length, string Rest = "");
