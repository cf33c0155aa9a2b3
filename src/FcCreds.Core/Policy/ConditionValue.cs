using System.Globalization;

namespace FcCreds.Core.Policy;

/// <summary>A value of a condition, read once as its operator's type.</summary>
internal abstract record ConditionValue(string Text)
{
    /// <summary>True when what the request says compares with this value as the operator asks (before any negation).</summary>
    public abstract bool IsMetBy(string asked, ConditionOperator by);

    /// <summary>Null when the text is no value of that type.</summary>
    public static ConditionValue? Read(ConditionType type, string text) => type switch
    {
        ConditionType.Text => new OfText(text, StringComparison.Ordinal),
        ConditionType.TextIgnoringCase => new OfText(text, StringComparison.OrdinalIgnoreCase),
        ConditionType.TextLike => new OfPattern(text, new(text)),
        ConditionType.Number => ReadNumber(text) is { } number ? new OfNumber(text, number) : null,
        ConditionType.Date => ReadDate(text) is { } date ? new OfDate(text, date) : null,
        ConditionType.Truth => bool.TryParse(text, out var truth) ? new OfTruth(text, truth) : null,
        _ => AddressRange.Read(text) is { } range ? new OfAddress(text, range) : null,
    };

    private static decimal? ReadNumber(string text)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>ISO 8601, where a missing offset means UTC, or whole seconds since 1970.</summary>
    private static DateTimeOffset? ReadDate(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    private sealed record OfText(string Text, StringComparison Comparison) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => asked.Equals(Text, Comparison);
    }

    private sealed record OfPattern(string Text, WildcardPattern Pattern) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => Pattern.Matches(asked);
    }

    private sealed record OfNumber(string Text, decimal Number) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => ReadNumber(asked) is { } number && by.Accepts(number.CompareTo(Number));
    }

    private sealed record OfDate(string Text, DateTimeOffset Date) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => ReadDate(asked) is { } date && by.Accepts(date.CompareTo(Date));
    }

    private sealed record OfTruth(string Text, bool Truth) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => bool.TryParse(asked, out var truth) && truth == Truth;
    }

    private sealed record OfAddress(string Text, AddressRange Range) : ConditionValue(Text)
    {
        public override bool IsMetBy(string asked, ConditionOperator by) => Range.Contains(asked);
    }
}
