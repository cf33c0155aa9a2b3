using FcCreds.Core.Errors;

namespace FcCreds.Identity.Sts;

/// <summary>What STS and the OpenAPI gateway in front of it refuse with (AssumeRole page, "Error codes"; public error table).</summary>
internal static class StsErrors
{
    /// <summary>Credentials SDKs cut the string to sign out of the message behind exactly this text (seen with @alicloud/credentials).</summary>
    public const string StringToSignPrefix = "Specified signature is not matched with our calculation. server string to sign is:";

    public static readonly ServiceError RoleArn = new("InvalidParameter.RoleArn", 400, "The parameter RoleArn is wrongly formed.");

    public static readonly ServiceError RoleSessionName = new("InvalidParameter.RoleSessionName", 400, "The parameter RoleSessionName is wrongly formed.");

    /// <summary>The text says one hour whatever the role's maximum is.</summary>
    public static readonly ServiceError DurationSeconds = new("InvalidParameter.DurationSeconds", 400, "The Min/Max value of DurationSeconds is 15min/1hr.");

    public static readonly ServiceError PolicyGrammar = new("InvalidParameter.PolicyGrammar", 400, "The parameter Policy has not passed grammar check.");

    public static readonly ServiceError PolicySize = new("InvalidParameter.PolicySize", 400, "The size of Policy must be smaller than 2048 bytes.");

    public static readonly ServiceError ExternalId = new("InvalidParameter.ExternalId", 400, "The parameter ExternalId is wrongly formed.");

    public static readonly ServiceError SourceIdentity = new("InvalidParameter.SourceIdentity", 400, "The parameter SourceIdentity is wrongly formed.");

    public static readonly ServiceError ContentType = new("InvalidParameter.ContentType", 400, "The ContentType request header must be either \"application/json\" or \"application/x-www-form-urlencoded\".");

    public static readonly ServiceError NotAuthorized = new("NoPermission", 403, "You are not authorized to do this action. You should be authorized by RAM.");

    public static readonly ServiceError RootMayNotAssume = new("NoPermission", 403, "Roles may not be assumed by root accounts.");

    public static readonly ServiceError NotTrusted = new("NoPermission", 403, "No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you");

    /// <summary>The space before the full stop is the service's.</summary>
    public static readonly ServiceError RoleNotExist = new("EntityNotExist.Role", 404, "The specified Role not exists .");

    public static readonly ServiceError InternalError = new("InternalError", 500, "STS Server Internal Error happened, please send the RequestId to us.");

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

    public static ServiceException Ambiguous(string parameter)
        => InvalidParameter.Saying($"The specified parameter \"{parameter}\" is not valid.");

    public static ServiceException MissingHeader(string header)
        => new ServiceError("MissingParameter", 400, $"The input parameter \"{header}\" that is mandatory for processing this request is not supplied.").With();

    /// <summary><c>MissingRoleArn</c> and its like: the code carries the parameter's name.</summary>
    public static ServiceException Missing(string parameter)
        => new ServiceError($"Missing{parameter}", 400, $"{parameter} is mandatory for this action.").With();
}
