using FcCreds.Identity.Rpc;
using FcCreds.Identity.Sts.Oidc;
using FcCreds.Identity.Sts.Saml;

namespace FcCreds.Identity.Sts;

/// <summary>Every operation of STS.</summary>
internal static class StsApi
{
    public static readonly RpcService Service = new(
    [
        new("AssumeRole", AssumeRole.RunAsync) { IsThrottled = true, Evidence = "sdk" },
        new("AssumeRoleWithOIDC", AssumeRoleWithOidc.RunAsync) { IsAnonymous = true, Evidence = "sdk" },
        new("AssumeRoleWithSAML", AssumeRoleWithSaml.RunAsync) { IsAnonymous = true, Evidence = "sdk" },
        new("GetCallerIdentity", GetCallerIdentity.RunAsync) { Evidence = "sdk" },
    ])
    {
        Name = "sts",
        Product = "Sts",
        Version = "2015-04-01",
        Host = "sts.aliyuncs.com",
        InternalError = StsErrors.InternalError,
    };
}
