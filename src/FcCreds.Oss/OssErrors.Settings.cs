using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of bucket settings.</summary>
internal static partial class OssErrors
{
    private const string ByReferer = "You are denied by bucket referer policy.";

    /// <summary>The typing mistake is the cloud's.</summary>
    public static readonly ServiceError CorsNotAllowed = new("AccessForbidden", 403,
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec.");

    public static readonly ServiceError CorsNotEnabled = new("AccessForbidden", 403, "CORSResponse: CORS is not enabled for this bucket.");

    public static readonly ServiceError CorsOriginMissing = new("BadRequest", 400, "Insufficient information. Origin request header needed.");

    public static readonly ServiceError CorsMethodMissing = new("BadRequest", 400, "Invalid Access-Control-Request-Method: null");

    public static readonly ServiceError InvalidPolicyDocument = new("InvalidPolicyDocument", 400, "The policy is invalid.", "0030-00000005");

    public static readonly ServiceError NoSuchBucketPolicy = new("NoSuchBucketPolicy", 404, "The bucket policy does not exist.");

    public static readonly ServiceError NoSuchCORSConfiguration = new("NoSuchCORSConfiguration", 404, "The CORS Configuration does not exist.");

    public static readonly ServiceError RefererDenied = new("AccessDenied", 403, ByReferer, "0003-00000502");

    public static readonly ServiceError RefererEmpty = new("AccessDenied", 403, ByReferer, "0003-00000501");

    public static readonly ServiceError RefererNotListed = new("AccessDenied", 403, ByReferer, "0003-00000503");

    public static readonly ServiceError RequesterPays = new("AccessDenied", 403, "Access denied for requester pay bucket", "0003-00000703");
}
