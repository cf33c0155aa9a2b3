using FcCreds.Core.Errors;

namespace FcCreds.Identity.Sts;

/// <summary>What STS refuses with (AssumeRole page, "Error codes").</summary>
internal static partial class StsErrors
{
    public static readonly ServiceError RoleArn = new("InvalidParameter.RoleArn", 400, "The parameter RoleArn is wrongly formed.");

    public static readonly ServiceError RoleSessionName = new("InvalidParameter.RoleSessionName", 400, "The parameter RoleSessionName is wrongly formed.");

    /// <summary>The text says one hour whatever the role's maximum is.</summary>
    public static readonly ServiceError DurationSeconds = new("InvalidParameter.DurationSeconds", 400, "The Min/Max value of DurationSeconds is 15min/1hr.");

    public static readonly ServiceError PolicyGrammar = new("InvalidParameter.PolicyGrammar", 400, "The parameter Policy has not passed grammar check.");

    public static readonly ServiceError PolicySize = new("InvalidParameter.PolicySize", 400, "The size of Policy must be smaller than 2048 bytes.");

    public static readonly ServiceError ExternalId = new("InvalidParameter.ExternalId", 400, "The parameter ExternalId is wrongly formed.");

    public static readonly ServiceError SourceIdentity = new("InvalidParameter.SourceIdentity", 400, "The parameter SourceIdentity is wrongly formed.");

    public static readonly ServiceError SerialNumber = new("InvalidParameter.SerialNumber", 400, "The parameter SerialNumber is wrongly formed.");

    /// <summary>Also of a code that is not the device's now, for which no other error is documented.</summary>
    public static readonly ServiceError TokenCode = new("InvalidParameter.TokenCode", 400, "The parameter TokenCode is wrongly formed.");

    public static readonly ServiceError RootMayNotAssume = new("NoPermission", 403, "Roles may not be assumed by root accounts.");

    public static readonly ServiceError NotTrusted = new("NoPermission", 403, "No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you");

    /// <summary>The space before the full stop is the service's.</summary>
    public static readonly ServiceError RoleNotExist = new("EntityNotExist.Role", 404, "The specified Role not exists .");

    public static readonly ServiceError InternalError = new("InternalError", 500, "STS Server Internal Error happened, please send the RequestId to us.");
}
