using System.Globalization;
using FcCreds.Core.Errors;

namespace FcCreds.Identity.Rpc;

/// <summary>What the OpenAPI gateway in front of STS, RAM and IMS refuses with (public error table).</summary>
internal static class RpcErrors
{
    /// <summary>Credentials SDKs cut the string to sign out of the message behind exactly this text (seen with @alicloud/credentials).</summary>
    public const string StringToSignPrefix = "Specified signature is not matched with our calculation. server string to sign is:";

    public static readonly ServiceError ContentType = new("InvalidParameter.ContentType", 400, "The ContentType request header must be either \"application/json\" or \"application/x-www-form-urlencoded\".");

    public static readonly ServiceError NotAuthorized = new("NoPermission", 403, "You are not authorized to do this action. You should be authorized by RAM.");

    public static readonly ServiceError AccessKeyNotFound = new("InvalidAccessKeyId.NotFound", 404, "Specified access key is not found.");

    public static readonly ServiceError AccessKeyInactive = new("InvalidAccessKeyId.Inactive", 400, "Specified access key is disabled.");

    public static readonly ServiceError SignatureDoesNotMatch = new("SignatureDoesNotMatch", 400, "Specified signature is not matched with our calculation.");

    public static readonly ServiceError IncompleteSignature = new("IncompleteSignature", 400, "The request signature does not conform to Aliyun standards.");

    public static readonly ServiceError InvalidSignatureMethod = new("InvalidSignatureMethod", 400, "The specified parameter SignatureMethod is not valid.");

    public static readonly ServiceError SignatureNonceUsed = new("SignatureNonceUsed", 400, "Specified signature nonce was used already.");

    public static readonly ServiceError TimestampExpired = new("InvalidTimeStamp.Expired", 400, "Specified time stamp or date value is expired.");

    public static readonly ServiceError TimestampFormat = new("InvalidTimeStamp.Format", 400, "Specified time stamp or date value is not well formatted.");

    public static readonly ServiceError TimestampMissing = new("IllegalTimestamp", 400, "The input parameter \"Timestamp\" that is mandatory for processing this request is not supplied.");

    public static readonly ServiceError TokenMissing = new("MissingSecurityToken", 400, "SecurityToken is mandatory for this action.");

    public static readonly ServiceError TokenExpired = new("InvalidSecurityToken.Expired", 400, "Specified SecurityToken is expired.");

    public static readonly ServiceError TokenMalformed = new("InvalidSecurityToken.Malformed", 400, "Specified SecurityToken is malformed.");

    public static readonly ServiceError TokenMismatch = new("InvalidSecurityToken.MismatchWithAccessKey", 400, "Specified SecurityToken mismatch with the AccessKey.");

    public static readonly ServiceError InvalidParameter = new("InvalidParameter", 400, "The specified parameter \"Action or Version\" is not valid.");

    public static readonly ServiceError ActionNotFound = new("InvalidAction.NotFound", 404, "Specified api is not found, please check your url and method.");

    public static readonly ServiceError InvalidVersion = new("InvalidVersion", 400, "Specified parameter Version is not valid.");

    public static readonly ServiceError UnsupportedMethod = new("UnsupportedHTTPMethod", 403, "This http method is not supported.");

    public static readonly ServiceError BodyTooLarge = new("InvalidParameter.BodySize", 400, "The request body is too large.");

    /// <summary>Ours: the operation is known and this server does not have it.</summary>
    public static readonly ServiceError NotImplemented = new("NotImplemented", 400, "The operation is not implemented.");

    public static readonly ServiceError ThrottlingUser = new("Throttling.User", 400, "Request was denied due to user flow control.");

    public static readonly ServiceError ServiceUnavailable = new("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");

    public static readonly ServiceError InternalError = new("InternalError", 500, "The request processing has failed due to some unknown error, exception or failure.");

    /// <summary>What a fault can have the gateway answer in its own words; the last ones only so, for other products' tables have them for what STS and RAM have other codes for.</summary>
    public static IReadOnlyList<ServiceError> ByOrder { get; } =
    [
        AccessKeyNotFound, AccessKeyInactive, SignatureDoesNotMatch, IncompleteSignature, SignatureNonceUsed, TimestampExpired, TokenMissing, TokenExpired, TokenMalformed, TokenMismatch,
        NotAuthorized, ActionNotFound, UnsupportedMethod, ThrottlingUser, ServiceUnavailable, InternalError,
        new("Throttling", 400, "Request was denied due to request throttling."),
        new("Throttling.Api", 400, "Request was denied due to request throttling."),
        // Its wording is ours: no page gives one.
        new("Forbidden.AccessKeyDisabled", 403, "The access key is disabled."),
        new("InvalidApi.NotFound", 404, "Specified api is not found, please check your url and method."),
        new("InvalidProduct.NotFound", 404, "Cannot find product according to your specified domain."),
    ];

    /// <summary>SDKs wait as long as the header says (read as milliseconds by @alicloud/openapi-core 1.0).</summary>
    public static ServiceException Throttled(TimeSpan wait)
    {
        var milliseconds = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return new(ThrottlingUser, ThrottlingUser.Message, []) { Headers = [("x-acs-retry-after", milliseconds)] };
    }

    public static ServiceException Ambiguous(string parameter)
        => InvalidParameter.Saying($"The specified parameter \"{parameter}\" is not valid.");

    public static ServiceException MissingHeader(string header)
        => new ServiceError("MissingParameter", 400, $"The input parameter \"{header}\" that is mandatory for processing this request is not supplied.").With();

    /// <summary><c>MissingRoleArn</c> and its like: the code carries the parameter's name.</summary>
    public static ServiceException Missing(string parameter)
        => new ServiceError($"Missing{parameter}", 400, $"{parameter} is mandatory for this action.").With();
}
