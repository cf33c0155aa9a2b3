using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>
/// The evidence that RAM's services put into the body of a denial, in the order of OSS's pages ("0003-00000201"); openapi-core hands
/// it to its user as <c>accessDeniedDetail</c>.
/// </summary>
internal static class AccessDeniedDetail
{
    public const string ElementName = "AccessDeniedDetail";

    public static (string Name, string Value)[] Of(Caller caller, string action, PolicyDecision decision) =>
    [
        ("PolicyType", PolicyTypeOf(decision.Layer)),
        ("AuthPrincipalOwnerId", caller.AccountId),
        ("AuthPrincipalType", PrincipalTypeOf(caller)),
        ("AuthPrincipalDisplayName", caller.PrincipalId),
        ("NoPermissionType", decision.Effect == PolicyEffect.ExplicitDeny ? "ExplicitDeny" : "ImplicitDeny"),
        ("AuthAction", action),
    ];

    /// <summary>The evidence with its sealed message.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Caller caller, PolicyDecision decision, DiagnosticMessages messages)
        => [.. Of(caller, decision.Action, decision), (DiagnosticMessages.ElementName, messages.Encode(DiagnosticMessage.Of(caller, decision)))];

    public static string PolicyTypeOf(PolicyLayer layer) => layer switch
    {
        PolicyLayer.SessionPolicy => "SessionPolicy",
        PolicyLayer.TrustPolicy => "AssumeRolePolicy",
        _ => "AccountLevelIdentityBasedPolicy",
    };

    public static string PrincipalTypeOf(Caller caller) => caller.Kind == CallerKind.RamUser ? "SubUser" : "AssumedRoleUser";
}
