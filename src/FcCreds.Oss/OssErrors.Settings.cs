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

    public static readonly ServiceError BucketCallbackPolicyNotExist = new("BucketCallbackPolicyNotExist", 404, "The bucket callback policy does not exist.");

    public static readonly ServiceError CnameAlreadyExists = new("CnameAlreadyExists", 409, "The cname is bound to another bucket.");

    public static readonly ServiceError CnameDenied = new("CnameDenied", 403, "The cname belongs to another user");

    public static readonly ServiceError MalformedOverwriteConfig = new("MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema.", "0015-00000231");

    public static readonly ServiceError NeedVerifyDomainOwnership = new("NeedVerifyDomainOwnership", 403,
        "The ownership of the domain name is not verified.", "0018-00000115");

    public static readonly ServiceError NoSuchCnameToken = new("NoSuchCnameToken", 404, "The cname token does not exist.");

    public static readonly ServiceError NoSuchOverwriteConfig = new("NoSuchOverwriteConfig", 404, "The bucket has no overwrite configuration.");

    public static readonly ServiceError NoSuchWebsiteConfiguration = new("NoSuchWebsiteConfiguration", 404, "The specified bucket does not have a website configuration.");
}
