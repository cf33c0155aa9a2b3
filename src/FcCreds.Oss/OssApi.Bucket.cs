using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Multipart;
using FcCreds.Oss.Post;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss;

internal static partial class OssApi
{
    private static OperationRow[] BucketRows()
    {
        const OssLevel Bucket = OssLevel.Bucket;
        return
        [
            On<PutBucket>("PUT", Bucket),
            On<DeleteBucket>("DELETE", Bucket),
            On<HeadBucket>("HEAD", Bucket, "", "oss:GetBucketInfo", Evidence.Docs),
            On<ListObjects>("GET", Bucket),
            On<ListObjectsV2>("GET", Bucket, "list-type=2", "oss:ListObjects"),
            On<ListObjectVersions>("GET", Bucket, "versions"),
            On<ListMultipartUploads>("GET", Bucket, "uploads"),
            On<GetBucketInfo>("GET", Bucket, "bucketInfo"),
            On<GetBucketStat>("GET", Bucket, "stat"),
            On<GetBucketLocation>("GET", Bucket, "location"),
            On<PutBucketAcl>("PUT", Bucket, "acl"),
            On<GetBucketAcl>("GET", Bucket, "acl"),
            On<DeleteMultipleObjects>("POST", Bucket, "delete", "oss:DeleteObject"),
            On<PostObject>("POST", Bucket, "", "oss:PutObject"),
            On<ListLiveChannel>("GET", Bucket, "live", evidence: Evidence.Docs),
            None("PutAsyncFetchTask", "POST", Bucket, "asyncFetch"),
            None("GetAsyncFetchTask", "GET", Bucket, "asyncFetch"),
            new OperationRow<Preflight>("OptionBucket", "OPTIONS", Bucket, ""),
        ];
    }
}
