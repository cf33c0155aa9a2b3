using System.Text;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Access;

/// <summary>ACL names: of buckets, and of objects, which may also leave it to their bucket.</summary>
internal static class AccessControl
{
    public const string Private = "private";
    public const string PublicRead = "public-read";
    public const string PublicReadWrite = "public-read-write";

    /// <summary>An object that follows its bucket.</summary>
    public const string Default = "default";

    public const string BucketHeader = "x-oss-acl";
    public const string ObjectHeader = "x-oss-object-acl";

    public static string CheckBucket(string acl) => acl is Private or PublicRead or PublicReadWrite
        ? acl
        : throw OssErrors.BadArgument("no such bucket access control exists", BucketHeader, acl);

    public static string CheckObject(string acl) => acl is Default or Private or PublicRead or PublicReadWrite
        ? acl
        : throw OssErrors.BadArgument("no such object access control exists", ObjectHeader, acl);

    /// <summary>The name of the document that holds a bucket's ACL.</summary>
    public static string DocumentName(string bucket) => $"bucket/{bucket}/acl";

    public static async ValueTask<string> OfBucketAsync(IObjectStore store, string bucket, CancellationToken ct)
        => await store.Documents.FindAsync(DocumentName(bucket), ct) is { } kept ? Encoding.UTF8.GetString(kept.Content.Span) : Private;

    public static async ValueTask SetOfBucketAsync(IObjectStore store, string bucket, string acl, CancellationToken ct)
        => await store.Documents.PutAsync(DocumentName(bucket), Encoding.UTF8.GetBytes(acl), Precondition.Any, ct);

    public static async ValueTask<string> OfObjectAsync(IObjectStore store, ObjectName name, CancellationToken ct)
        => await store.FindAsync(name, null, ct) is { } version ? ObjectFacts.Of(version).Acl : Default;

    /// <summary>What an ACL gives to everyone.</summary>
    public static bool Grants(string acl, AclAccess access) => access switch
    {
        AclAccess.Read => acl is PublicRead or PublicReadWrite,
        AclAccess.Write => acl is PublicReadWrite,
        _ => false,
    };
}
