using System.Globalization;

namespace FcCreds.Oss.Object;

/// <summary>The slice of an object that a Range header asks for. Of several ranges the first is served.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ByteRange(long Offset, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>Null means the whole object. <c>bytes=-0</c> is refused in every mode; else only the standard mode refuses.</summary>
    public static ByteRange? Read(string? header, long size, RangeMode mode)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase)) return null;
        var text = header.AsSpan(Unit.Length);
        if (text.IndexOf(',') is >= 0 and var comma) text = text[..comma];
        var hyphen = text.IndexOf('-');
        if (hyphen < 0) return null;
        var (hasFirst, hasLast) = (Number(text[..hyphen], out var first), Number(text[(hyphen + 1)..], out var last));
        if (!hasFirst && hasLast && text[..hyphen].Trim().IsEmpty) return Suffix(last, size, mode);
        if (!hasFirst || (!hasLast && !text[(hyphen + 1)..].Trim().IsEmpty) || (hasLast && last < first)) return null;
        if (!hasLast) last = Math.Max(first, size - 1);
        if (mode == RangeMode.Compatible) return last < size ? new(first, last - first + 1) : null;
        return first < size ? new(first, Math.Min(last, size - 1) - first + 1) : throw Unsatisfiable(header, size);
    }

    public string ContentRange(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {Offset}-{Offset + Length - 1}/{size}");

    private static ByteRange? Suffix(long length, long size, RangeMode mode)
    {
        if (length == 0 || (mode == RangeMode.Standard && size == 0)) throw Unsatisfiable($"bytes=-{length}", size);
        if (length > size) return mode == RangeMode.Compatible ? null : new(0, size);
        return new(size - length, length);
    }

    private static Core.Errors.ServiceException Unsatisfiable(string range, long size)
        => OssErrors.InvalidRange.With(("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture)), ("RangeRequested", range));

    private static bool Number(ReadOnlySpan<char> text, out long number)
        => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
