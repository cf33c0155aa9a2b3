using System.Collections.Frozen;

namespace FcCreds.Core.Policy;

internal enum ConditionType : byte { Text, TextIgnoringCase, TextLike, Number, Date, Truth, Address }

internal enum Comparison : byte { Equal, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>A condition operator of RAM's "Policy elements": how values are read, compared, and whether the result is negated.</summary>
internal sealed record ConditionOperator(string Name, ConditionType Type, Comparison Comparison = Comparison.Equal, bool IsNegated = false)
{
    /// <summary>Operator names are case-sensitive, as all keywords of the language.</summary>
    public static readonly FrozenDictionary<string, ConditionOperator> All = new ConditionOperator[]
    {
        new("StringEquals", ConditionType.Text),
        new("StringNotEquals", ConditionType.Text, IsNegated: true),
        new("StringEqualsIgnoreCase", ConditionType.TextIgnoringCase),
        new("StringNotEqualsIgnoreCase", ConditionType.TextIgnoringCase, IsNegated: true),
        new("StringLike", ConditionType.TextLike),
        new("StringNotLike", ConditionType.TextLike, IsNegated: true),
        new("NumericEquals", ConditionType.Number),
        new("NumericNotEquals", ConditionType.Number, IsNegated: true),
        new("NumericLessThan", ConditionType.Number, Comparison.Less),
        new("NumericLessThanEquals", ConditionType.Number, Comparison.LessOrEqual),
        new("NumericGreaterThan", ConditionType.Number, Comparison.Greater),
        new("NumericGreaterThanEquals", ConditionType.Number, Comparison.GreaterOrEqual),
        new("DateEquals", ConditionType.Date),
        new("DateNotEquals", ConditionType.Date, IsNegated: true),
        new("DateLessThan", ConditionType.Date, Comparison.Less),
        new("DateLessThanEquals", ConditionType.Date, Comparison.LessOrEqual),
        new("DateGreaterThan", ConditionType.Date, Comparison.Greater),
        new("DateGreaterThanEquals", ConditionType.Date, Comparison.GreaterOrEqual),
        new("Bool", ConditionType.Truth),
        new("IpAddress", ConditionType.Address),
        new("NotIpAddress", ConditionType.Address, IsNegated: true),
        new("IpAddressIncludeBorder", ConditionType.Address),
    }.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public bool Accepts(int comparison) => Comparison switch
    {
        Comparison.Equal => comparison == 0,
        Comparison.Less => comparison < 0,
        Comparison.LessOrEqual => comparison <= 0,
        Comparison.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    public override string ToString() => Name;
}
