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

    /// <summary>Condition keys under which policies see the ACL that a request sets.</summary>
    public const string BucketCondition = "oss:x-oss-acl";
    public const string ObjectCondition = "oss:x-oss-object-acl";

    public static string CheckBucket(string acl) => acl is Private or PublicRead or PublicReadWrite
        ? acl
        : throw OssErrors.BadArgument("no such bucket access control exists", BucketHeader, acl);

    public static string CheckObject(string acl) => acl is Default or Private or PublicRead or PublicReadWrite
        ? acl
        : throw OssErrors.BadArgument("no such object access control exists", ObjectHeader, acl);

    public static async ValueTask<string> OfObjectAsync(IObjectStore store, ObjectName name, string? versionId, CancellationToken ct)
        => await store.FindAsync(name, versionId, ct) is { } version ? ObjectFacts.Of(version).Acl : Default;

    /// <summary>What an ACL gives to everyone.</summary>
    public static bool Grants(string acl, AclAccess access) => access switch
    {
        AclAccess.Read => acl is PublicRead or PublicReadWrite,
        AclAccess.Write => acl is PublicReadWrite,
        _ => false,
    };
}
