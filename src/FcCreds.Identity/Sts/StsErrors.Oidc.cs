using FcCreds.Core.Errors;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>What AssumeRoleWithOIDC refuses with (its page, "Error codes").</summary>
internal static partial class StsErrors
{
    public static readonly ServiceError NoSuchOidcProvider = new("AuthenticationFail.NoPermission", 401, "No such OIDC Provider registered.");

    public static readonly ServiceError NotTrustedByProvider = new("AuthenticationFail.NoPermission", 401, "There is no permission");

    public static readonly ServiceError OidcTokenExpired = new("AuthenticationFail.OIDCToken.Expired", 401, "This JsonWebToken is expired.");

    public static readonly ServiceError OidcAudience = new("AuthenticationFail.OIDCToken.AudienceNotMatch", 401, "Invalid audience.");

    public static readonly ServiceError OidcSignature = new("AuthenticationFail.OIDCToken.InvalidSignature", 401, "OIDC token validate failed: invalid signature.");

    /// <summary>One code with many texts, told below.</summary>
    public static readonly ServiceError OidcToken = new("AuthenticationFail.OIDCToken.Invalid", 401, "The Jwt content is invalid that cannot be recognized.");

    public static readonly ServiceError OidcCertificate = new("AuthenticationFail.OIDCToken.HttpsUrlInvalid", 401, "Invoke url failed due to certificate chain validation");

    public static ServiceException OidcTokenEmpty => OidcToken.Saying("The OIDCToken can not empty.");

    public static ServiceException OidcTokenParts => OidcToken.Saying("The number of Jwt field should be divided into 3 parts with '.' .");

    public static ServiceException OidcTokenBase64 => OidcToken.Saying("Cannot decode base64 encoded response(format invalided).");

    public static ServiceException OidcAlgorithm(string algorithm) => OidcToken.Saying($"The algorithm {algorithm} that be specified in Jwt header is unknown.");

    public static ServiceException OidcRootUnknown(Uri url) => OidcCertificate.Saying($"The root ca certificate is not in ca whitelist of this url: {url}");

    /// <summary>The text is not documented; the code is that of every token which cannot be checked.</summary>
    public static ServiceException OidcKeysUnavailable(Uri url) => OidcToken.Saying($"The keys of the issuer cannot be read from {url}.");

    /// <summary>The family of calls that an identity provider vouches for names what is missing in its own way.</summary>
    public static string Require(RpcRequest request, string name)
        => request.Has(name, out var value) ? value : throw new ServiceError($"MissingParameter.{name}", 400, $"Parameter {name} is required.").With();
}
