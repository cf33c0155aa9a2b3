using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Rpc;

/// <summary>The evidence that goes with NoPermission: openapi-core hands it to its user as <c>accessDeniedDetail</c>.</summary>
internal static class AccessDeniedDetail
{
    public static (string Name, string Value)[] Of(Caller caller, string action, PolicyDecision decision) =>
    [
        ("AuthAction", action),
        ("AuthPrincipalType", caller.Kind == CallerKind.RamUser ? "SubUser" : "AssumedRoleUser"),
        ("AuthPrincipalOwnerId", caller.AccountId),
        ("AuthPrincipalDisplayName", caller.PrincipalId),
        ("NoPermissionType", decision.Effect == PolicyEffect.ExplicitDeny ? "ExplicitDeny" : "ImplicitDeny"),
        ("PolicyType", decision.Layer switch
        {
            PolicyLayer.SessionPolicy => "SessionPolicy",
            PolicyLayer.TrustPolicy => "AssumeRolePolicy",
            _ => "AccountLevelIdentityBasedPolicy",
        }),
    ];
}
