namespace FcCreds.Core.Policy;

/// <summary>Builds the evidence of a deny: every statement with the first element that did not match, and what is needed.</summary>
internal static class Refusal
{
    /// <param name="endedAt">The layer that an implicit deny is blamed on: where the needed statement would have to stand.</param>
    public static PolicyDecision Of(AccessQuestion question, in PolicyMatch match, PolicyLayer endedAt)
    {
        var read = ReadAll(question, endedAt);
        if (match.Effect == PolicyEffect.ImplicitDeny)
            return Denied(PolicyEffect.ImplicitDeny) with { Layer = endedAt, Needed = NeededStatement.For(question, endedAt) };
        var decided = match.Reading();
        return Denied(PolicyEffect.ExplicitDeny) with { Decided = decided, Layer = match.Layer, Needed = decided.Name };

        PolicyDecision Denied(PolicyEffect effect) => new(effect) { Action = question.Action, Resource = question.Resource, Conditions = question.Conditions, Read = read };
    }

    private static List<StatementReading> ReadAll(AccessQuestion question, PolicyLayer endedAt)
    {
        var read = new List<StatementReading>();
        if (question.Caller.SessionPolicy is { } session) Add(read, session, PolicyLayer.SessionPolicy, question);
        if (endedAt == PolicyLayer.SessionPolicy) return read;
        foreach (var policy in question.Caller.Policies) Add(read, policy, PolicyLayer.IdentityPolicy, question);
        if (question.ResourcePolicy is { } ofResource) Add(read, ofResource, PolicyLayer.ResourcePolicy, question);
        return read;
    }

    private static void Add(List<StatementReading> read, AttachedPolicy policy, PolicyLayer layer, AccessQuestion question)
    {
        foreach (var statement in policy.Document.Statements)
        {
            var because = layer == PolicyLayer.IdentityPolicy && !PolicyEvaluator.ReachesByIdentity(question)
                ? $"a policy of account {question.Caller.AccountId} does not reach a resource of account {question.ResourceOwner}"
                : WhyNot(statement, question);
            read.Add(new(policy.PolicyName, layer, statement.Index, statement.Effect, because.Length == 0, because) { AttachedTo = policy.AttachedTo, PolicyType = policy.PolicyType });
        }
    }

    private static string WhyNot(PolicyStatement statement, AccessQuestion question)
    {
        if (!statement.IsAbout(question.Action))
            return $"action {question.Action} is {(statement.AllActionsBut ? "" : "not ")}{string.Join(" or ", statement.Actions.AsEnumerable())}";
        if (!statement.Covers(Arn.Read(question.Resource)))
            return $"resource {string.Join(" or ", statement.Resources.AsEnumerable())} does not cover {question.Resource}";
        if (!statement.IsFor(question))
            return $"principal {statement.Principal} is not {question.Caller.Arn}";
        var failed = statement.Conditions.FirstOrDefault(test => !test.Holds(question.Conditions));
        return failed is null ? "" : $"condition {failed.Explain(question.Conditions)}";
    }
}
