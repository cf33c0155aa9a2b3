using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
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
        var provider = context.OidcKeys.Find(context.Directory, providerArn) ?? throw StsErrors.NoSuchOidcProvider.With();
        var token = OidcToken.Read(request["OIDCToken"]);
        await token.VerifyAsync(provider, context.OidcKeys, context.Clocks.Life.GetUtcNow(), ct);

        if (context.Directory.FindRole(parameters.RoleArn.AccountId, parameters.RoleArn.RoleName) is not { } role) throw StsErrors.RoleNotExist.With();
        RequireTrust(role, providerArn, StsConditions.Of(request, parameters, context.Clocks), [.. token.Conditions(provider)], call);
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

    /// <summary>A token may be for several of the provider's clients: whichever of them the role trusts lets it in, and none may be denied.</summary>
    private static void RequireTrust(Role role, string providerArn, PolicyConditions conditions, IReadOnlyList<IEnumerable<KeyValuePair<string, string>>> said, RpcCall call)
    {
        var decisions = said.Select(one => PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Federated(providerArn), conditions.And(one))).ToList();
        call.Decision = decisions.Find(one => one.Effect == PolicyEffect.ExplicitDeny) ?? decisions.Find(one => one.IsAllowed) ?? decisions[0];
        if (!call.Decision.IsAllowed) throw StsErrors.NotTrustedByProvider.With();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
