using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;

namespace FcCreds.Identity.Sources;

/// <summary>Role credentials for services, from the roles declared here: what FC does with a function's role before each start.</summary>
internal sealed class EmulatedRoleSource(IPrincipalDirectory directory, SessionIssuer issuer) : ICredentialSource
{
    public ValueTask<ServiceSession> AssumeForServiceAsync(ServiceSessionRequest request, CancellationToken ct)
        => ValueTask.FromResult(Assume(request));

    private ServiceSession Assume(ServiceSessionRequest request)
    {
        if (!RoleArn.TryParse(request.RoleArn, out var arn))
        {
            return new(null, ServiceSessionRefusal.MalformedRoleArn,
                $"'{request.RoleArn}' is no role ARN; one looks like {new RoleArn(AccountIds.Default, "name")}.");
        }

        if (directory.FindRole(arn.AccountId, arn.RoleName) is not { } role)
        {
            return new(null, ServiceSessionRefusal.RoleNotFound,
                $"There is no role {arn}. Declare it under 'roles' of account {arn.AccountId}: {{ name: {arn.RoleName}, trust: {request.Service}, policies: [...] }}.");
        }

        var trust = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Service(request.Service), PolicyConditions.Empty);
        if (!trust.IsAllowed) return new(null, ServiceSessionRefusal.RoleDoesNotTrustService, Refusal(role, request.Service, trust));

        var credentials = issuer.Issue(new()
        {
            Role = role,
            RoleSessionName = request.RoleSessionName,
            Duration = request.Duration,
            Scope = request.Scope,
            IssuedTo = request.Service,
            FunctionName = request.FunctionName,
            InvocationId = request.InvocationId,
            InstanceId = request.InstanceId,
        });
        return new(credentials) { Caller = Caller.Of(role, credentials.Claims) };
    }

    private static string Refusal(Role role, string service, PolicyDecision trust) => trust.Effect == PolicyEffect.ExplicitDeny
        ? $"The trust policy of {role.Arn} denies {service} in statement {trust.Decided?.Index}; change that statement."
        : $"The trust policy of {role.Arn} does not let {service} assume the role. Add the statement {trust.Needed}.";
}
