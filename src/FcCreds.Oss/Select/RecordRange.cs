using System.Globalization;
using FcCreds.Core.Errors;

namespace FcCreds.Oss.Select;

/// <summary>Which records are looked at: by their number, or by where they begin.</summary>
internal readonly record struct RecordRange(bool IsLines, long First, long Last)
{
    public static readonly RecordRange All = new(true, 0, long.MaxValue);

    /// <summary>Records that begin within the bytes of an HTTP Range.</summary>
    public static RecordRange OfBytes(Object.ByteRange bytes) => new(false, bytes.Offset, bytes.Offset + bytes.Length - 1);
}

/// <summary>The Range element: <c>line-range=10-20</c>, <c>split-range=3-</c>, <c>line-range=-5</c>.</summary>
internal sealed record SelectRange(bool IsLines, long? First, long? Last)
{
    private const string Lines = "line-range=";
    private const string Splits = "split-range=";

    public static SelectRange? Read(string? text)
    {
        if (text is null) return null;
        var isLines = text.StartsWith(Lines, StringComparison.Ordinal);
        if (!isLines && !text.StartsWith(Splits, StringComparison.Ordinal)) throw Bad(text);
        var bounds = text[(isLines ? Lines : Splits).Length..].Split('-');
        if (bounds.Length != 2) throw Bad(text);
        var range = new SelectRange(isLines, Bound(bounds[0], text), Bound(bounds[1], text));
        return range is { First: null, Last: null } || range.First > range.Last ? throw Bad(text) : range;
    }

    /// <summary>In an object with this meta. A split is where a stretch of the object begins.</summary>
    public RecordRange Within(SelectMeta meta)
    {
        var count = IsLines ? meta.Rows : meta.Splits;
        var first = First ?? Math.Max(0, count - Last!.Value);
        var last = First is null ? count - 1 : Last ?? count - 1;
        if (first >= count)
        {
            var (kind, total) = IsLines ? ("line", "total_lines") : ("split", "total_splits");
            throw OssErrors.InvalidSelectRange.Saying($"The {kind} range is invalid. It begins between 0 and {total} - 1, which is {count - 1} here.");
        }
        return IsLines ? new(true, first, last) : new(false, first * SelectMeta.SplitSize, ((last + 1) * SelectMeta.SplitSize) - 1);
    }

    private static long? Bound(string text, string all)
        => text.Length == 0 ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bound) && bound < int.MaxValue ? bound : throw Bad(all);

    private static ServiceException Bad(string text) => OssErrors.InvalidSelectRange.With(("Range", text));
}
