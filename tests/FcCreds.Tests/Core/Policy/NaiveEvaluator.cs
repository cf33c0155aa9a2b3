using System.Text.RegularExpressions;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

/// <summary>
/// The evaluation process as the vendor's page words it, written for reading only: every statement is read, nothing is skipped, and
/// patterns are regular expressions. What <see cref="PolicyEvaluator"/> must agree with.
/// </summary>
internal static class NaiveEvaluator
{
    public static PolicyEffect Evaluate(AccessQuestion question)
    {
        var caller = question.Caller;
        if (caller.SessionPolicy is { } session)
        {
            var narrowed = Weigh(Applying([session], question, ofResource: false));
            if (narrowed != PolicyEffect.Allow) return narrowed;
        }
        var hasIdentity = caller.Kind is CallerKind.RamUser or CallerKind.AssumedRole && question.ResourceOwner == caller.AccountId;
        var identity = hasIdentity ? Applying(caller.Policies, question, ofResource: false) : [];
        var resource = question.ResourcePolicy is { } policy ? Applying([policy], question, ofResource: true) : [];
        return Weigh([.. identity, .. resource]);
    }

    private static PolicyEffect Weigh(IReadOnlyList<PolicyEffect> effects)
        => effects.Contains(PolicyEffect.ExplicitDeny) ? PolicyEffect.ExplicitDeny
            : effects.Contains(PolicyEffect.Allow) ? PolicyEffect.Allow
            : PolicyEffect.ImplicitDeny;

    private static List<PolicyEffect> Applying(IEnumerable<AttachedPolicy> policies, AccessQuestion question, bool ofResource)
        => [.. policies.SelectMany(policy => policy.Document.Statements).Where(statement => Applies(statement, question, ofResource)).Select(statement => statement.Effect)];

    private static bool Applies(PolicyStatement statement, AccessQuestion question, bool ofResource)
    {
        var namesAction = statement.Actions.Any(action => Matches(action.ToString(), question.Action, RegexOptions.IgnoreCase));
        return namesAction != statement.AllActionsBut
            && statement.Resources.Any(pattern => CoversArn(pattern.ToString(), question.Resource))
            && (!ofResource || IsListed(statement, question))
            && statement.Conditions.All(test => Holds(test, question.Conditions));
    }

    private static bool CoversArn(string pattern, string resource)
    {
        if (pattern == "*") return true;
        var (fields, asked) = (pattern.Split(':', 5), resource.Split(':', 5));
        return Enumerable.Range(0, 5).All(at => at == 2 || Matches(fields[at], asked[at], RegexOptions.None));
    }

    private static bool IsListed(PolicyStatement statement, AccessQuestion question)
    {
        var (caller, listed) = (question.Caller, statement.Principal!.Listed);
        var isOwner = caller.Kind == CallerKind.Account && caller.AccountId == question.ResourceOwner;
        if (listed.Count == 0 || listed.Contains("*")) return !isOwner || statement.Conditions.Length > 0;
        return caller.Kind switch
        {
            CallerKind.Anonymous => false,
            CallerKind.AssumedRole => listed.Any(one => Matches(one, caller.Arn.Replace("acs:ram::", "arn:sts::", StringComparison.Ordinal), RegexOptions.IgnoreCase)),
            _ => listed.Contains(caller.PrincipalId),
        };
    }

    /// <summary>Of the operators that the generated policies use.</summary>
    private static bool Holds(ConditionTest test, PolicyConditions conditions)
    {
        if (conditions[test.Key] is not { } asked) return test.Operator.IsNegated;
        var isMet = test.Values.Any(value => test.Operator.Type == ConditionType.TextLike ? Matches(value.Text, asked, RegexOptions.None) : value.Text == asked);
        return isMet != test.Operator.IsNegated;
    }

    private static bool Matches(string pattern, string text, RegexOptions options)
        => Regex.IsMatch(text, $@"\A{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}\z", options | RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
