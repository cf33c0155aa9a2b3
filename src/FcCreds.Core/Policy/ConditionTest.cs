namespace FcCreds.Core.Policy;

/// <summary>One operator on one key. Its values are alternatives; the tests of a statement must all hold.</summary>
internal sealed record ConditionTest(ConditionOperator Operator, string Key, ConditionValue[] Values)
{
    public bool Holds(PolicyConditions conditions)
    {
        if (conditions[Key] is not { } asked) return Operator.IsNegated && UnconfirmedRules.NegatedOperatorHoldsWithoutKey;
        foreach (var value in Values)
        {
            if (value.IsMetBy(asked, Operator)) return !Operator.IsNegated;
        }
        return Operator.IsNegated;
    }

    /// <summary><c>IpAddress acs:SourceIp: 10.0.0.1 not in 192.168.0.0/16</c>.</summary>
    public string Explain(PolicyConditions conditions)
    {
        var values = string.Join(" or ", Values.Select(v => v.Text));
        if (conditions[Key] is not { } asked) return $"{Operator} {Key}: the request has no such key, wanted {values}";
        var relation = (Operator.Type, Operator.IsNegated) switch
        {
            (ConditionType.Address, false) => "not in",
            (ConditionType.Address, true) => "in",
            (ConditionType.TextLike, false) => "not like",
            (ConditionType.TextLike, true) => "like",
            (_, true) => "is",
            _ => Operator.Comparison switch
            {
                Comparison.Less => "not less than",
                Comparison.LessOrEqual => "not at most",
                Comparison.Greater => "not greater than",
                Comparison.GreaterOrEqual => "not at least",
                _ => "is not",
            },
        };
        return $"{Operator} {Key}: {asked} {relation} {values}";
    }
}
