using FcCreds.Identity.Rpc;
using static FcCreds.Identity.Ram.Api.RamOperation;

namespace FcCreds.Identity.Ims;

/// <summary>The operations of IMS on identity providers; the other ones of IMS are about the console and the directory.</summary>
internal static class ImsApi
{
    public static readonly RpcService Service = new(
    [
        Change("AddClientIdToOIDCProvider", OidcProviders.Resource, OidcProviders.AddClientId),
        Change("AddFingerprintToOIDCProvider", OidcProviders.Resource, OidcProviders.AddFingerprint),
        Change("CreateOIDCProvider", OidcProviders.Resources, OidcProviders.Create),
        Change("CreateSAMLProvider", SamlProviders.Resources, SamlProviders.Create),
        Change("DeleteOIDCProvider", OidcProviders.Resource, OidcProviders.Delete),
        Change("DeleteSAMLProvider", SamlProviders.Resource, SamlProviders.Delete),
        Query("GetOIDCProvider", OidcProviders.Resource, OidcProviders.Get),
        Query("GetSAMLProvider", SamlProviders.Resource, SamlProviders.Get),
        Query("ListOIDCProviders", OidcProviders.Resources, OidcProviders.List),
        Query("ListSAMLProviders", SamlProviders.Resources, SamlProviders.List),
        Change("RemoveClientIdFromOIDCProvider", OidcProviders.Resource, OidcProviders.RemoveClientId),
        Change("RemoveFingerprintFromOIDCProvider", OidcProviders.Resource, OidcProviders.RemoveFingerprint),
        Change("UpdateOIDCProvider", OidcProviders.Resource, OidcProviders.Update),
        Change("UpdateSAMLProvider", SamlProviders.Resource, SamlProviders.Update),
    ])
    {
        Name = "ims",
        Product = "Ims",
        Version = "2019-08-15",
        Host = "ims.aliyuncs.com",
        AnswersJson = true,
    };
}
