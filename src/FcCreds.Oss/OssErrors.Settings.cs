using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of bucket settings.</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError InvalidPolicyDocument = new("InvalidPolicyDocument", 400, "The policy is invalid.", "0030-00000005");

    public static readonly ServiceError NoSuchBucketPolicy = new("NoSuchBucketPolicy", 404, "The bucket policy does not exist.");
}
