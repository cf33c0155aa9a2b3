using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Content;

/// <summary>Where a version's content is: the object at the backend, as long as it has this ETag.</summary>
/// <param name="WriteId">Null for an object that somebody else wrote, or that was only listed.</param>
internal sealed record S3Content(string ETag, string? WriteId, FoundRecord? Record) : ContentLocator;
