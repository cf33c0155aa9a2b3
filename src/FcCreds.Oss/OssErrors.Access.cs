using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of authentication and authorization.</summary>
internal static partial class OssErrors
{
    private const string WrongSignature = "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

    private const string Unknown = "The OSS Access Key Id you provided does not exist in our records.";

    public static readonly ServiceError AccessDenied = new("AccessDenied", 403, "AccessDenied");

    public static readonly ServiceError AccessDeniedByPolicy = new("AccessDenied", 403, "Access denied by authorizer's policy.", "0003-00000301");

    public static readonly ServiceError AccessDeniedByBucketAcl = new("AccessDenied", 403,
        "You have no right to access this object because of bucket acl.", "0003-00000001");

    public static readonly ServiceError AccessDeniedByObjectAcl = new("AccessDenied", 403, "You have no right to access this object.");

    public static readonly ServiceError AccessDeniedReadAcl = new("AccessDenied", 403, "You do not have read acl permission on this object.", "0003-00000007");

    public static readonly ServiceError AccessDeniedWriteAcl = new("AccessDenied", 403, "You do not have write acl permission on this object.", "0003-00000008");

    /// <summary>Of tags that come with an object.</summary>
    public static readonly ServiceError AccessDeniedToTag = new("AccessDenied", 403, "AccessDenied", "0003-00000905");

    public static readonly ServiceError AccessDeniedNotOwner = new("AccessDenied", 403, "The bucket you access does not belong to you.");

    public static readonly ServiceError AccessDeniedAnonymous = new("AccessDenied", 403, "Anonymous access is forbidden for this operation.");

    private const string ByPolicy = "Access denied by bucket policy.";

    /// <summary>An explicit deny of the bucket policy.</summary>
    public static readonly ServiceError AccessDeniedByBucketPolicy = new("AccessDenied", 403, ByPolicy, "0003-00000101");

    /// <summary>An explicit deny of a RAM policy; the cloud words it the same.</summary>
    public static readonly ServiceError AccessDeniedByRamPolicy = new("AccessDenied", 403, ByPolicy, "0003-00000201");

    public static readonly ServiceError AccessDeniedByBothPolicies = new("AccessDenied", 403, ByPolicy, "0003-00000203");

    public static readonly ServiceError AccessDeniedInBatch = new("AccessDenied", 403, ByPolicy, "0003-00000204");

    public static readonly ServiceError PublicBucketAclBlocked = new("AccessDenied", 403, "Put public bucket acl is not allowed");

    public static readonly ServiceError PublicObjectAclBlocked = new("AccessDenied", 403, "Put public object acl is not allowed", "0016-00000901");

    public static readonly ServiceError PublicBucketPolicyBlocked = new("AccessDenied", 403, "Put public bucket policy is not allowed");

    public static readonly ServiceError AccessDeniedEndpoint = new("AccessDenied", 403,
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.");

    public static readonly ServiceError RequestExpired = new("AccessDenied", 403, "Request has expired.", "0002-00000069");

    public static readonly ServiceError RequestNotYetValid = new("AccessDenied", 403, "Request is not valid yet.", "0002-00000235");

    public static readonly ServiceError UnknownAccessKeyId = new("InvalidAccessKeyId", 403, Unknown, "0002-00000902");

    public static readonly ServiceError AccessKeyIdWithoutToken = new("InvalidAccessKeyId", 403,
        Unknown + " The Security Token may be lost to specify that it is a STS Access Id.", "0002-00000003");

    public static readonly ServiceError AccessKeyIdUnknownToSts = new("InvalidAccessKeyId", 403, Unknown, "0002-00000002");

    public static readonly ServiceError MalformedAccessKeyId = new("InvalidAccessKeyId", 403,
        "The OSS Access Key Id you provided contains non-acceptable characters.", "0002-00000901");

    public static readonly ServiceError DisabledAccessKeyId = new("InvalidAccessKeyId", 403, "The OSS Access Key Id you provided is disabled.");

    public static readonly ServiceError InvalidSecurityToken = new("InvalidSecurityToken", 403, "The security token you provided is invalid.", "0002-00000006");

    public static readonly ServiceError AccessKeyIdAndSecurityTokenNotMatch = new("AccessKeyIdAndSecurityTokenNotMatch", 403,
        "The OSS access key id and security token you provided does not match.", "0002-00000004");

    public static readonly ServiceError SecurityTokenExpired = new("SecurityTokenExpired", 403,
        "The security token you provided has expired.", "0002-00000007");

    public static readonly ServiceError RequestTimeTooSkewed = new("RequestTimeTooSkewed", 403,
        "The difference between the request time and the current time is too large.", "0002-00000504");

    public static readonly ServiceError SignatureDoesNotMatch = new("SignatureDoesNotMatch", 403, WrongSignature, "0002-00000040");

    public static readonly ServiceError DateRequired = new("AccessDenied", 403, "OSS authentication requires a valid Date.", "0002-00000503");

    public static readonly ServiceError InvalidExpires = new("AccessDenied", 403, "Invalid date (should be seconds since epoch)", "0002-00000070");

    public static readonly ServiceError PresignParameterMissing = new("AccessDenied", 403,
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters");

    public static readonly ServiceError V4Malformed = new("InvalidArgument", 400, "The format of Authorization is invalid.", "0002-00000202");

    public static readonly ServiceError V4EmptyAdditionalHeaders = new("InvalidArgument", 400, "AdditionalHeaders must not be empty.", "0002-00000209");

    public static readonly ServiceError V4EmptyAdditionalHeader = new("InvalidArgument", 400, "An element of AdditionalHeaders is empty.", "0002-00000210");

    public static readonly ServiceError V4MissingExpires = new("InvalidArgument", 400, "The parameter x-oss-expires is required.", "0002-00000215");

    public static readonly ServiceError V4MissingSignature = new("InvalidArgument", 400, "The parameter x-oss-signature is required.", "0002-00000219");

    public static readonly ServiceError V4MissingCredential = new("InvalidArgument", 400, "The parameter x-oss-credential is required.");

    public static readonly ServiceError V4BadCredential = new("InvalidArgument", 400, "The date or scope in the credential is invalid.", "0002-00000223");

    /// <summary>Asserted by the tests of oss2.</summary>
    public static readonly ServiceError V4WrongRegion = new("InvalidArgument", 400, "Invalid signing region in Authorization header.", "0002-00000226");
}
