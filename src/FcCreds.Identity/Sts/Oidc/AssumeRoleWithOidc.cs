using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts.Oidc;

/// <summary>AssumeRoleWithOIDC: unsigned; a token of an identity provider that the role trusts stands for the caller.</summary>
internal static class AssumeRoleWithOidc
{
    public static async ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct)
    {
        var request = call.Request;
        var providerArn = StsErrors.Require(request, "OIDCProviderArn");
        var parameters = AssumeRoleParameters.ReadFederated(request);
        call.Resource = parameters.RoleArn.ToString();
        var provider = Find(context.Directory, providerArn) ?? throw StsErrors.NoSuchOidcProvider.With();
        var token = OidcToken.Read(request["OIDCToken"]);
        await token.VerifyAsync(provider, context.OidcKeys, context.Clocks.Wire.GetUtcNow(), ct);

        if (context.Directory.FindRole(parameters.RoleArn.AccountId, parameters.RoleArn.RoleName) is not { } role) throw StsErrors.RoleNotExist.With();
        var conditions = StsConditions.Of(request, parameters, context.Clocks).And(token.Conditions(provider));
        RequireTrust(role, providerArn, conditions, call);
        if (parameters.Duration > role.MaxSessionDuration) throw StsErrors.DurationSeconds.With();

        var credentials = context.Sessions.Issue(new()
        {
            Role = role,
            RoleSessionName = parameters.RoleSessionName,
            Duration = parameters.Duration ?? AssumeRoleParameters.DefaultDuration,
            Scope = SessionScope.Shared,
            IssuedTo = providerArn,
            SessionPolicy = parameters.Policy,
            RequestId = request.RequestId,
        });
        return AssumedRoleReply.Of(call, role, credentials, ReplyField.Group("OIDCTokenInfo",
            ReplyField.Of("Subject", token.Subject),
            ReplyField.Of("Issuer", token.Issuer),
            ReplyField.Of("ClientIds", string.Join(',', token.Audiences)),
            ReplyField.Of("ExpirationTime", Time(token.ExpiresAt)),
            ReplyField.Of("IssuanceTime", Time(token.IssuedAt)),
            ReplyField.Of("VerificationInfo", "Success")));
    }

    private static OidcProvider? Find(RamDirectory directory, string arn)
        => arn.Split(':') is ["acs", "ram", "", var account, var relative] && relative.StartsWith("oidc-provider/", StringComparison.Ordinal)
            ? directory.Find(account)?.OidcProviders.GetValueOrDefault(relative["oidc-provider/".Length..])
            : null;

    private static void RequireTrust(Role role, string providerArn, PolicyConditions conditions, RpcCall call)
    {
        call.Decision = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Federated(providerArn), conditions);
        if (!call.Decision.IsAllowed) throw StsErrors.NotTrustedByProvider.With();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
