using FcCreds.Core.Errors;

namespace FcCreds.Identity.Sts;

/// <summary>What AssumeRoleWithSAML refuses with (its page, "Error codes"). Of the two invalid ones the codes are documented, the texts are not.</summary>
internal static partial class StsErrors
{
    public static readonly ServiceError SamlProviderNotExist = new("EntityNotExist.SAMLProvider", 404, "Can not find SAML provider.");

    public static readonly ServiceError SamlRoleNotExist = new("EntityNotExist.RoleArn", 404, "The specified Role does not exists.");

    public static readonly ServiceError SamlExpired = new("AuthenticationFail.SAMLAssertion.Expired", 401, "The SAML Assertion is expired.");

    public static readonly ServiceError SamlInvalid = new("AuthenticationFail.SAMLAssertion.Invalid", 401, "The SAML Assertion is invalid.");

    public static readonly ServiceError SamlMetadata = new("AuthenticationFail.IDPMetadata.Invalid", 401, "The IDP Metadata is invalid.");

    /// <summary>What is wrong with it, which nobody could guess from a signed blob.</summary>
    public static ServiceException SamlBecause(string reason) => SamlInvalid.Saying($"The SAML Assertion is invalid: {reason}.");
}
