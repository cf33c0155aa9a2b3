using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts.Saml;

/// <summary>AssumeRoleWithSAML: unsigned; an assertion of an identity provider that the role trusts stands for the caller and names the session.</summary>
internal static class AssumeRoleWithSaml
{
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(15);

    public static ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct) => ValueTask.FromResult(Run(call, context));

    private static RpcReply Run(RpcCall call, RpcContext context)
    {
        var request = call.Request;
        var providerArn = StsErrors.Require(request, "SAMLProviderArn");
        var encoded = StsErrors.Require(request, "SAMLAssertion");
        var unnamed = AssumeRoleParameters.ReadUnnamed(request);
        call.Resource = unnamed.RoleArn.ToString();
        var provider = Find(context.Directory, providerArn) ?? throw StsErrors.SamlProviderNotExist.With();
        var now = context.Clocks.Life.GetUtcNow();
        var assertion = SamlAssertion.Read(encoded, provider, now);
        var parameters = unnamed.Named(assertion.RoleSessionName);
        if (context.Directory.FindRole(parameters.RoleArn.AccountId, parameters.RoleArn.RoleName) is not { } role) throw StsErrors.SamlRoleNotExist.With();
        if (!assertion.Lets(parameters.RoleArn.ToString(), providerArn)) throw StsErrors.NotTrustedByProvider.With();
        RequireTrust(role, providerArn, StsConditions.Of(request, parameters, context.Clocks).And([new("saml:recipient", assertion.Recipient)]), call);

        var credentials = context.Sessions.Issue(new()
        {
            Role = role,
            RoleSessionName = parameters.RoleSessionName,
            Duration = Duration(parameters, assertion, role, now),
            Scope = SessionScope.Shared,
            IssuedTo = providerArn,
            SessionPolicy = parameters.Policy,
            RequestId = request.RequestId,
        });
        return AssumedRoleReply.Of(call, role, credentials, ReplyField.Group("SAMLAssertionInfo",
            ReplyField.Of("SubjectType", assertion.SubjectType),
            ReplyField.Of("Subject", assertion.Subject),
            ReplyField.Of("Recipient", assertion.Recipient),
            ReplyField.Of("Issuer", assertion.Issuer)));
    }

    private static SamlProvider? Find(RamDirectory directory, string arn)
        => arn.Split(':') is ["acs", "ram", "", var account, var relative] && relative.StartsWith("saml-provider/", StringComparison.Ordinal)
            ? directory.Find(account)?.SamlProviders.GetValueOrDefault(relative["saml-provider/".Length..])
            : null;

    private static void RequireTrust(Role role, string providerArn, PolicyConditions conditions, RpcCall call)
    {
        call.Decision = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Federated(providerArn), conditions);
        if (!call.Decision.IsAllowed) throw StsErrors.NotTrustedByProvider.With();
    }

    /// <summary>As the request says, else as the assertion says; never longer than the identity provider's own session.</summary>
    private static TimeSpan Duration(AssumeRoleParameters parameters, SamlAssertion assertion, Role role, DateTimeOffset now)
    {
        var asked = parameters.Duration ?? assertion.SessionDuration ?? AssumeRoleParameters.DefaultDuration;
        if (asked > role.MaxSessionDuration || asked < ShortestSession) throw StsErrors.DurationSeconds.With();
        if (assertion.SessionEnds is not { } end) return asked;
        if (end <= now) throw StsErrors.SamlExpired.With();
        return end - now < asked ? end - now : asked;
    }
}
