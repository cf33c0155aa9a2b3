using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>
/// RAM's "Policy evaluation process": the session policy must allow; then identity and resource policies together, where an
/// explicit deny wins over any allow, and no allow is an implicit deny. Ownership and ACLs are the service's own business.
/// </summary>
internal static class PolicyEvaluator
{
    public static PolicyDecision Evaluate(AccessQuestion question)
    {
        var resource = Arn.Read(question.Resource);
        PolicyMatch narrowed = default;
        if (question.Caller.SessionPolicy is { } session)
        {
            narrowed.Weigh(session, PolicyLayer.SessionPolicy, question, resource);
            if (narrowed.Effect != PolicyEffect.Allow) return Refusal.Of(question, narrowed, PolicyLayer.SessionPolicy);
        }

        PolicyMatch match = default;
        if (ReachesByIdentity(question))
        {
            // By index: an enumerator of the interface would be allocated for every request.
            var policies = question.Caller.Policies;
            for (var at = 0; at < policies.Count; at++) match.Weigh(policies[at], PolicyLayer.IdentityPolicy, question, resource);
        }
        if (question.ResourcePolicy is { } ofResource) match.Weigh(ofResource, PolicyLayer.ResourcePolicy, question, resource);

        if (match.Effect != PolicyEffect.Allow)
            return Refusal.Of(question, match, ReachesByIdentity(question) ? PolicyLayer.IdentityPolicy : PolicyLayer.ResourcePolicy);
        var decided = match.Reading();
        return new(PolicyEffect.Allow) { Action = question.Action, Resource = question.Resource, Conditions = question.Conditions, Decided = decided, Layer = match.Layer, Read = [decided] };
    }

    /// <summary>Does the role's trust policy let this principal in? Conditions are those of the AssumeRole request.</summary>
    public static PolicyDecision EvaluateTrust(Role role, TrustPrincipal principal, PolicyConditions conditions)
        => TrustEvaluator.Evaluate(role, principal, conditions);

    /// <summary>
    /// Identity policies do not reach another account's resources. An account's own key has none: it passes as owner, which only
    /// the service can tell.
    /// </summary>
    internal static bool ReachesByIdentity(AccessQuestion question)
        => question.Caller.Kind is CallerKind.RamUser or CallerKind.AssumedRole
            && (question.ResourceOwner is null || question.ResourceOwner == question.Caller.AccountId);
}
