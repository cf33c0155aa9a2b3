using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>Evaluates a role's trust policy. Rare enough that reasons are always built.</summary>
internal static class TrustEvaluator
{
    public static PolicyDecision Evaluate(Role role, TrustPrincipal principal, PolicyConditions conditions)
    {
        var read = role.Trust.Statements.Select(statement => Read(statement, principal, conditions)).ToList();
        var decided = read.Find(r => r is { Applies: true, Effect: PolicyEffect.ExplicitDeny }) ?? read.Find(r => r.Applies);
        return new(decided?.Effect ?? PolicyEffect.ImplicitDeny)
        {
            Action = "sts:AssumeRole",
            Resource = role.Arn,
            Conditions = conditions,
            Decided = decided,
            Layer = PolicyLayer.TrustPolicy,
            Read = read,
            Needed = decided?.Effect switch
            {
                PolicyEffect.Allow => null,
                PolicyEffect.ExplicitDeny => decided.Name,
                _ => NeededStatement.ForTrust(principal),
            },
        };
    }

    private static StatementReading Read(PolicyStatement statement, TrustPrincipal principal, PolicyConditions conditions)
    {
        var because = WhyNot(statement, principal, conditions);
        return new("trust", PolicyLayer.TrustPolicy, statement.Index, statement.Effect, because.Length == 0, because);
    }

    private static string WhyNot(PolicyStatement statement, TrustPrincipal principal, PolicyConditions conditions)
    {
        if (!IsAboutAssuming(statement, principal)) return $"action sts:AssumeRole is not {string.Join(" or ", statement.Actions.AsEnumerable())}";
        if (statement.Principal?.Trusts(principal) != true) return $"principal {statement.Principal} is not {principal}";
        var failed = statement.Conditions.FirstOrDefault(test => !test.Holds(conditions));
        return failed is null ? "" : $"condition {failed.Explain(conditions)}";
    }

    private static bool IsAboutAssuming(PolicyStatement statement, TrustPrincipal principal)
        => statement.IsAbout("sts:AssumeRole")
            || (principal.Kind == TrustPrincipalKind.Federated && UnconfirmedRules.FederatedTrustMayNameItsOwnAction
                && (statement.IsAbout("sts:AssumeRoleWithOIDC") || statement.IsAbout("sts:AssumeRoleWithSAML")));
}
