using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>AssumeRole: the caller's own policies must allow it and the role's trust policy must let them in.</summary>
internal static class AssumeRole
{
    private const string Action = "sts:AssumeRole";

    public static ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct) => ValueTask.FromResult(Run(call, context));

    private static RpcReply Run(RpcCall call, RpcContext context)
    {
        var (request, caller) = (call.Request, call.Caller);
        var parameters = AssumeRoleParameters.Read(request);
        call.Resource = parameters.RoleArn.ToString();
        if (caller.Kind == CallerKind.Account) throw StsErrors.RootMayNotAssume.With();
        if (context.Directory.FindRole(parameters.RoleArn.AccountId, parameters.RoleArn.RoleName) is not { } role) throw StsErrors.RoleNotExist.With();

        var hasMfa = MfaProof.Read(request, caller, context.Directory.Find(caller.AccountId), context.Clocks.Wire.GetUtcNow());
        var conditions = StsConditions.Of(request, parameters, context.Clocks).And(StsConditions.OfCaller(caller, hasMfa));
        RequirePermission(caller, role, conditions, call);
        RequireTrust(caller, role, conditions, call);
        if (parameters.Duration > role.MaxSessionDuration) throw StsErrors.DurationSeconds.With();

        var credentials = context.Sessions.Issue(new()
        {
            Role = role,
            RoleSessionName = parameters.RoleSessionName,
            Duration = parameters.Duration ?? AssumeRoleParameters.DefaultDuration,
            Scope = SessionScope.Shared,
            IssuedTo = caller.PrincipalId,
            SessionPolicy = parameters.Policy,
            SourceIdentity = SourceIdentity(caller, parameters),
            RequestId = request.RequestId,
        });
        return AssumedRoleReply.Of(call, role, credentials);
    }

    private static void RequirePermission(Caller caller, Role role, PolicyConditions conditions, RpcCall call)
    {
        call.Decision = PolicyEvaluator.Evaluate(new() { Caller = caller, Action = Action, Resource = role.Arn, Conditions = conditions });
        if (!call.Decision.IsAllowed) throw RpcErrors.NotAuthorized.With(AccessDeniedDetail.Of(caller, Action, call.Decision));
    }

    private static void RequireTrust(Caller caller, Role role, PolicyConditions conditions, RpcCall call)
    {
        var trust = PolicyEvaluator.EvaluateTrust(role, TrustPrincipal.Ram(caller), conditions);
        // What let the caller through is the better evidence; what kept them out is what they need to read.
        if (trust.IsAllowed) return;
        call.Decision = trust;
        throw StsErrors.NotTrusted.With(AccessDeniedDetail.Of(caller, Action, trust));
    }

    /// <summary>Set once, kept through role chaining, never changed.</summary>
    private static string? SourceIdentity(Caller caller, AssumeRoleParameters parameters)
    {
        var inherited = caller.Session?.SourceIdentity;
        if (inherited is not null && parameters.SourceIdentity is { } asked && asked != inherited) throw StsErrors.SourceIdentity.With();
        return inherited ?? parameters.SourceIdentity;
    }
}
