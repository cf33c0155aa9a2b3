using FcCreds.Core.Errors;

namespace FcCreds.Identity.Ims;

/// <summary>What IMS refuses with; the codes follow RAM's pattern, for its own table is not public.</summary>
internal static class ImsErrors
{
    public static readonly ServiceError NoOidcProvider = new("EntityNotExist.OIDCProvider", 404, "The OIDC provider does not exist.");
    public static readonly ServiceError NoClientId = new("EntityNotExist.OIDCProvider.ClientId", 404, "The client id of the OIDC provider does not exist.");
    public static readonly ServiceError NoFingerprint = new("EntityNotExist.OIDCProvider.Fingerprint", 404, "The fingerprint of the OIDC provider does not exist.");
    public static readonly ServiceError NoSamlProvider = new("EntityNotExist.SAMLProvider", 404, "The SAML provider does not exist.");

    public static readonly ServiceError OidcProviderExists = new("EntityAlreadyExists.OIDCProvider", 409, "The OIDC provider does already exist.");
    public static readonly ServiceError IssuerExists = new("EntityAlreadyExists.OIDCProvider.IssuerUrl", 409, "The issuer URL does already exist.");
    public static readonly ServiceError ClientIdExists = new("EntityAlreadyExists.OIDCProvider.ClientId", 409, "The client id does already exist.");
    public static readonly ServiceError FingerprintExists = new("EntityAlreadyExists.OIDCProvider.Fingerprint", 409, "The fingerprint does already exist.");
    public static readonly ServiceError SamlProviderExists = new("EntityAlreadyExists.SAMLProvider", 409, "The SAML provider does already exist.");

    public static readonly ServiceError TooManyOidcProviders = new("LimitExceeded.OIDCProvider", 409, "The count of OIDC providers beyond the current limits.");
    public static readonly ServiceError TooManyClientIds = new("LimitExceeded.OIDCProvider.ClientId", 409, "The count of client ids beyond the current limits.");
    public static readonly ServiceError TooManyFingerprints = new("LimitExceeded.OIDCProvider.Fingerprint", 409, "The count of fingerprints beyond the current limits.");
    public static readonly ServiceError TooManySamlProviders = new("LimitExceeded.SAMLProvider", 409, "The count of SAML providers beyond the current limits.");
}
