using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>What a fault can have OSS answer in the cloud's own words.</summary>
internal static partial class OssErrors
{
    /// <summary>EC page 0002-00000001: an operation or a region takes no session, and no page says which.</summary>
    public static readonly ServiceError SecurityTokenNotSupported = new("SecurityTokenNotSupported", 403, "This interface does not support security token.", "0002-00000001");

    /// <summary>Of an account that was closed, or has not paid. Code, message and EC stand in the tests of oss-go-sdk-v2, where BucketName follows.</summary>
    public static readonly ServiceError UserDisable = new("UserDisable", 403, "UserDisable", "0003-00000801");

    /// <summary>Of a bucket that was closed for security reasons (page "HTTP 403 errors", 2026-03).</summary>
    public static readonly ServiceError BucketDisable = new("BucketDisable", 403, "BucketDisable", "0003-00000801");

    /// <summary>The first of a code counts.</summary>
    public static IReadOnlyList<ServiceError> ByOrder =>
    [
        SecurityTokenNotSupported, UserDisable, BucketDisable, SecurityTokenExpired, InvalidSecurityToken, AccessKeyIdAndSecurityTokenNotMatch, AccessKeyIdUnknownToSts,
        RequestTimeTooSkewed, SignatureDoesNotMatch, AccessDeniedByPolicy, NoSuchBucket, InternalError, ServiceUnavailable,
    ];
}
