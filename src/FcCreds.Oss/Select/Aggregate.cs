namespace FcCreds.Oss.Select;

/// <summary>An aggregate on its way. Sums are plain double sums in the order of the records, which the SDKs' tests compare to the last bit.</summary>
internal sealed class Aggregate(AggregateKind kind)
{
    private long count;
    private long whole;
    private double real;
    private bool isWhole = true;
    private SelectValue extreme;

    public SelectValue Result => kind switch
    {
        AggregateKind.Count => new(count, null, null),
        _ when count == 0 => SelectValue.None,
        AggregateKind.Average => new(null, real / count, null),
        AggregateKind.Sum => isWhole ? new(whole, null, null) : new(null, real, null),
        _ => extreme,
    };

    /// <summary>A missing value changes nothing, and is not counted.</summary>
    public void Add(SelectValue value)
    {
        if (kind != AggregateKind.Count && value.IsNull) return;
        count++;
        if (kind is AggregateKind.Most or AggregateKind.Least)
        {
            var order = count == 1 ? 1 : Order(value, extreme);
            if (count == 1 || (kind == AggregateKind.Most ? order > 0 : order < 0)) extreme = value;
            return;
        }
        real += value.AsReal;
        isWhole = isWhole && value.Whole is not null && !Overflows(whole, value.Whole.Value);
        if (isWhole) whole += value.Whole ?? 0;
    }

    private static int Order(SelectValue one, SelectValue other)
        => one.Text is not null || other.Text is not null ? string.CompareOrdinal(one.Text, other.Text) : one.AsReal.CompareTo(other.AsReal);

    private static bool Overflows(long sum, long more) => more > 0 ? sum > long.MaxValue - more : sum < long.MinValue - more;
}
