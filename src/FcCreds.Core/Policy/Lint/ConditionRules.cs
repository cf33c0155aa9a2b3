namespace FcCreds.Core.Policy.Lint;

/// <summary>Conditions on keys that no request has, and comparisons that cannot come out as they were meant.</summary>
internal static class ConditionRules
{
    private static readonly string[] Listings = ["oss:ListObjects", "oss:ListObjectVersions", "oss:ListMultipartUploads"];

    public static IEnumerable<PolicyFinding> Check(LintedStatement statement, KnownActions actions)
    {
        foreach (var condition in statement.Conditions())
        {
            if (ConditionKeys.TypeOf(condition.Key) is not { } type)
            {
                if (ConditionKeys.IsOfKnownService(condition.Key))
                    yield return new(condition.Position, "unknown-condition-key", IsError: false, $"No request has the key {condition.Key}, so this {Consequence(condition)}{(ConditionKeys.Nearest(condition.Key) is { } meant ? $"; did you mean {meant}?" : ".")}");
                continue;
            }
            if (Mismatch(condition, type) is { } mismatch) yield return new(condition.Position, "never-matches", IsError: false, mismatch);
            if (ConditionKeys.IsOfListings(condition.Key) && !statement.Parsed.AllActionsBut && !Lists(statement, actions))
                yield return new(condition.Position, "never-matches", IsError: false, $"Only requests that list objects have {condition.Key}, and no action here does, so this {Consequence(condition)}.");
        }
    }

    private static string? Mismatch(LintedCondition condition, ConditionType type)
    {
        var isText = condition.Operator.Type is ConditionType.Text or ConditionType.TextIgnoringCase or ConditionType.TextLike;
        if (isText && type == ConditionType.Address && condition.Values.Any(value => value.Contains('/', StringComparison.Ordinal)))
            return $"{condition.Operator} compares letters, and no address is written like a range: use {(condition.Operator.IsNegated ? "NotIpAddress" : "IpAddress")}.";
        if (isText && type == ConditionType.Date) return $"{condition.Operator} compares letters, and every request has a time of its own: use DateLessThan or DateGreaterThan.";
        if (!isText && condition.Operator.Type != type) return $"{condition.Operator} compares {Words(condition.Operator.Type)}, and {condition.Key} is {Words(type)}, so this {Consequence(condition)}.";
        if (condition.Operator.Type is ConditionType.Text or ConditionType.TextIgnoringCase && condition.Values.FirstOrDefault(value => value.AsSpan().ContainsAny('*', '?')) is { } pattern)
            return $"{condition.Operator} takes \"{pattern}\" by the letter: use {(condition.Operator.IsNegated ? "StringNotLike" : "StringLike")} for * and ?.";
        return null;
    }

    private static bool Lists(LintedStatement statement, KnownActions actions)
        => statement.Actions.Any(action => actions.Matching(action.Text) is not { } meant || meant.Any(one => Listings.Contains(one.Name)));

    private static string Consequence(LintedCondition condition) => condition.Operator.IsNegated ? "always holds" : "never holds";

    private static string Words(ConditionType type) => type switch
    {
        ConditionType.Number => "numbers",
        ConditionType.Date => "times",
        ConditionType.Truth => "true or false",
        ConditionType.Address => "addresses",
        _ => "text",
    };
}
