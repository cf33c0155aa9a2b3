using FcCreds.Core.Errors;

namespace FcCreds.Fc;

/// <summary>FC 3.0's error codes (page "Error codes").</summary>
internal static class FcErrors
{
    public static readonly ServiceError InvalidArgument = new("InvalidArgument", 400, "The request is invalid.");
    public static readonly ServiceError MissingRequiredHeader = new("MissingRequiredHeader", 400, "A required HTTP header was not specified.");
    public static readonly ServiceError EntityTooLarge = new("EntityTooLarge", 400, "The payload is too large.");
    public static readonly ServiceError PathNotSupported = new("PathNotSupported", 400, "The method is not supported on the path.");
    public static readonly ServiceError NotImplemented = new("NotImplemented", 400, "The operation is not implemented by FcCreds.");
    public static readonly ServiceError AccessDenied = new("AccessDenied", 403, "Access is denied.");
    public static readonly ServiceError SignatureNotMatch = new("SignatureNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your access key and signing method.");
    public static readonly ServiceError InvalidAccessKeyID = new("InvalidAccessKeyID", 403, "The access key ID is invalid.");
    public static readonly ServiceError LimitExceeded = new("LimitExceeded", 400, "A limit is exceeded.");
    public static readonly ServiceError FunctionNotFound = new("FunctionNotFound", 404, "The function does not exist.");
    public static readonly ServiceError ServiceNotFound = new("ServiceNotFound", 404, "The service does not exist.");
    public static readonly ServiceError ServiceAlreadyExists = new("ServiceAlreadyExists", 409, "The service exists already.");
    public static readonly ServiceError ServiceNotEmpty = new("ServiceNotEmpty", 409, "The service is not empty.");
    public static readonly ServiceError VersionNotFound = new("VersionNotFound", 404, "The version does not exist.");
    public static readonly ServiceError AliasNotFound = new("AliasNotFound", 404, "The alias does not exist.");
    public static readonly ServiceError TriggerNotFound = new("TriggerNotFound", 404, "The trigger does not exist.");
    public static readonly ServiceError DomainRouteNotFound = new("DomainRouteNotFound", 404, "The domain has no such route.");
    public static readonly ServiceError DomainNameNotFound = new("DomainNameNotFound", 404, "The domain name does not exist.");
    public static readonly ServiceError LayerNotFound = new("LayerNotFound", 404, "The layer does not exist.");
    public static readonly ServiceError AsyncConfigNotExists = new("AsyncConfigNotExists", 404, "The async configuration does not exist.");
    public static readonly ServiceError AsyncTaskNotFound = new("AsyncTaskNotFound", 404, "The task does not exist.");
    public static readonly ServiceError FunctionNotEmpty = new("FunctionNotEmpty", 409, "The function is not empty.");
    public static readonly ServiceError DomainNameAlreadyExists = new("DomainNameAlreadyExists", 409, "The domain name exists already.");
    public static readonly ServiceError FunctionAlreadyExists = new("FunctionAlreadyExists", 409, "The function exists already.");
    public static readonly ServiceError AliasAlreadyExists = new("AliasAlreadyExists", 409, "The alias exists already.");
    public static readonly ServiceError TriggerAlreadyExists = new("TriggerAlreadyExists", 409, "The trigger exists already.");
    public static readonly ServiceError ConcurrentUpdateError = new("ConcurrentUpdateError", 409, "The resource is being changed by others. Please retry.");
    public static readonly ServiceError FunctionNotStarted = new("FunctionNotStarted", 412, "The function cannot be started.");
    public static readonly ServiceError CAExited = new("CAExited", 412, "The function instance exited.");
    public static readonly ServiceError CAFileNotFound = new("CAFileNotFound", 412, "The start file was not found.");
    public static readonly ServiceError CAFilePermission = new("CAFilePermission", 412, "The start file cannot be executed.");
    public static readonly ServiceError ResourceExhausted = new("ResourceExhausted", 429, "The resource is exhausted.");
    public static readonly ServiceError ClientClosedRequest = new("ClientClosedRequest", 499, "The client closed the request.");
    public static readonly ServiceError InternalServerError = new("InternalServerError", 500, "An internal error has occurred. Please retry.");
    public static readonly ServiceError BadResponse = new("BadResponse", 502, "The function's response is not valid.");
}
