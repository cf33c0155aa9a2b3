using FcCreds.Core.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.S3;

/// <summary>
/// The operations of S3, each with the OSS operation that does it. OSS documents its door as a subset ("Compatibility with Amazon
/// S3"); what it leaves out is refused by S3's name for it.
/// </summary>
internal static class S3Api
{
    public static readonly IReadOnlyList<S3Operation> Operations = [.. Carried(), .. NotCarried()];

    private static readonly S3Operation[] ByRank = [.. Operations.OrderByDescending(one => one.Condition.Rank)];

    public static S3Operation? Find(WireRequest wire, OssLevel level)
    {
        foreach (var operation in ByRank)
        {
            if (operation.Holds(wire, level)) return operation;
        }
        return null;
    }

    private static S3Operation[] Carried()
    {
        const OssLevel Bucket = OssLevel.Bucket;
        const OssLevel Object = OssLevel.Object;
        return
        [
            On("ListBuckets", "GET", OssLevel.Service),
            On("CreateBucket", "PUT", Bucket, "", "PutBucket"),
            On("DeleteBucket", "DELETE", Bucket),
            On("HeadBucket", "HEAD", Bucket),
            On("ListObjects", "GET", Bucket),
            On("ListObjectsV2", "GET", Bucket, "list-type=2"),
            On("ListObjectVersions", "GET", Bucket, "versions"),
            On("ListMultipartUploads", "GET", Bucket, "uploads"),
            On("GetBucketLocation", "GET", Bucket, "location"),
            On("GetBucketAcl", "GET", Bucket, "acl"),
            On("PutBucketAcl", "PUT", Bucket, "acl"),
            On("GetBucketVersioning", "GET", Bucket, "versioning"),
            On("PutBucketVersioning", "PUT", Bucket, "versioning"),
            On("GetBucketTagging", "GET", Bucket, "tagging", "GetBucketTags"),
            On("PutBucketTagging", "PUT", Bucket, "tagging", "PutBucketTags"),
            On("DeleteBucketTagging", "DELETE", Bucket, "tagging", "DeleteBucketTags"),
            On("GetBucketCors", "GET", Bucket, "cors"),
            On("PutBucketCors", "PUT", Bucket, "cors"),
            On("DeleteBucketCors", "DELETE", Bucket, "cors"),
            On("GetBucketLifecycleConfiguration", "GET", Bucket, "lifecycle", "GetBucketLifecycle"),
            On("PutBucketLifecycleConfiguration", "PUT", Bucket, "lifecycle", "PutBucketLifecycle"),
            On("DeleteBucketLifecycle", "DELETE", Bucket, "lifecycle"),
            On("GetBucketLogging", "GET", Bucket, "logging"),
            On("PutBucketLogging", "PUT", Bucket, "logging"),
            On("GetBucketPolicy", "GET", Bucket, "policy"),
            On("PutBucketPolicy", "PUT", Bucket, "policy"),
            On("DeleteBucketPolicy", "DELETE", Bucket, "policy"),
            On("DeleteObjects", "POST", Bucket, "delete", "DeleteMultipleObjects"),
            On("PostObject", "POST", Bucket),
            On("PutObject", "PUT", Object),
            On("CopyObject", "PUT", Object, "@x-amz-copy-source"),
            On("GetObject", "GET", Object),
            On("GetObject", "GET", Object, "x-oss-process", "GetObjectProcessed"),
            On("HeadObject", "HEAD", Object),
            On("DeleteObject", "DELETE", Object),
            On("GetObjectAcl", "GET", Object, "acl"),
            On("PutObjectAcl", "PUT", Object, "acl"),
            On("GetObjectTagging", "GET", Object, "tagging"),
            On("PutObjectTagging", "PUT", Object, "tagging"),
            On("DeleteObjectTagging", "DELETE", Object, "tagging"),
            On("RestoreObject", "POST", Object, "restore"),
            On("CreateMultipartUpload", "POST", Object, "uploads", "InitiateMultipartUpload"),
            On("UploadPart", "PUT", Object, "partNumber&uploadId"),
            On("UploadPartCopy", "PUT", Object, "partNumber&uploadId&@x-amz-copy-source"),
            On("CompleteMultipartUpload", "POST", Object, "uploadId"),
            On("AbortMultipartUpload", "DELETE", Object, "uploadId"),
            On("ListParts", "GET", Object, "uploadId"),
        ];
    }

    private static IEnumerable<S3Operation> NotCarried() =>
    [
        .. Named("BucketAccelerateConfiguration", "accelerate", "Get Put"),
        .. Named("BucketAnalyticsConfiguration", "analytics", "Get Put Delete"),
        .. Named("BucketEncryption", "encryption", "Get Put Delete"),
        .. Named("BucketIntelligentTieringConfiguration", "intelligent-tiering", "Get Put Delete"),
        .. Named("BucketInventoryConfiguration", "inventory", "Get Put Delete"),
        .. Named("BucketMetadataTableConfiguration", "metadataTable", "Get Delete"),
        .. Named("BucketMetricsConfiguration", "metrics", "Get Put Delete"),
        .. Named("BucketNotificationConfiguration", "notification", "Get Put"),
        .. Named("BucketOwnershipControls", "ownershipControls", "Get Put Delete"),
        .. Named("BucketPolicyStatus", "policyStatus", "Get"),
        .. Named("BucketReplication", "replication", "Get Put Delete"),
        .. Named("BucketRequestPayment", "requestPayment", "Get Put"),
        .. Named("BucketWebsite", "website", "Get Put Delete"),
        .. Named("ObjectLockConfiguration", "object-lock", "Get Put"),
        .. Named("PublicAccessBlock", "publicAccessBlock", "Get Put Delete"),
        .. Named("ObjectAttributes", "attributes", "Get", OssLevel.Object),
        .. Named("ObjectLegalHold", "legal-hold", "Get Put", OssLevel.Object),
        .. Named("ObjectRetention", "retention", "Get Put", OssLevel.Object),
        .. Named("ObjectTorrent", "torrent", "Get", OssLevel.Object),
        None("CreateSession", "GET", OssLevel.Bucket, "session"),
        None("RenameObject", "PUT", OssLevel.Object, "renameObject"),
        None("SelectObjectContent", "POST", OssLevel.Object, "select"),
    ];

    private static IEnumerable<S3Operation> Named(string noun, string subResource, string verbs, OssLevel level = OssLevel.Bucket)
        => verbs.Split(' ').Select(verb => None(verb + noun, verb.ToUpperInvariant(), level, subResource));

    private static S3Operation On(string name, string method, OssLevel level, string condition = "", string? row = null)
        => new(name, method, level, RowCondition.Parse(condition), row ?? name);

    private static S3Operation None(string name, string method, OssLevel level, string condition) => new(name, method, level, RowCondition.Parse(condition), null);
}
