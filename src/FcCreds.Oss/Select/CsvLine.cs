namespace FcCreds.Oss.Select;

/// <summary>A field as it stands in its line, quotes included.</summary>
internal readonly record struct CsvField(int Start, int Length, bool IsQuoted);

internal enum CsvScan { Whole, NeedsMore, Invalid }

/// <summary>Splits a line of CSV into its fields.</summary>
internal static class CsvLine
{
    /// <summary>Looks at the first line of the bytes.</summary>
    /// <param name="isEnd">Nothing follows the bytes.</param>
    /// <param name="used">The line with its delimiter.</param>
    public static CsvScan Scan(ReadOnlySpan<byte> bytes, bool isEnd, CsvFormat format, ReadOnlySpan<byte> recordEnd, List<CsvField> fields, out int used)
    {
        fields.Clear();
        used = 0;
        if (!format.AllowQuotedRecordDelimiter)
        {
            var end = bytes.IndexOf(recordEnd);
            if (end < 0 && !isEnd) return CsvScan.NeedsMore;
            var scan = ScanFields(end < 0 ? bytes : bytes[..end], true, format, recordEnd, fields, out used);
            if (end >= 0) used = end + recordEnd.Length;
            return scan;
        }
        return ScanFields(bytes, isEnd, format, recordEnd, fields, out used);
    }

    private static CsvScan ScanFields(ReadOnlySpan<byte> bytes, bool isEnd, CsvFormat format, ReadOnlySpan<byte> recordEnd, List<CsvField> fields, out int used)
    {
        var (delimiter, quote) = ((byte)format.FieldDelimiter, (byte)format.Quote);
        used = 0;
        for (var at = 0; ; at++)
        {
            var start = at;
            var isQuoted = at < bytes.Length && bytes[at] == quote;
            var scan = isQuoted ? PassQuoted(bytes, quote, isEnd, ref at) : PassPlain(bytes, delimiter, recordEnd, isEnd, ref at);
            if (scan != CsvScan.Whole) return scan;
            fields.Add(new(start, at - start, isQuoted));
            var rest = bytes[at..];
            if (rest.IsEmpty)
            {
                used = at;
                return isEnd ? CsvScan.Whole : CsvScan.NeedsMore;
            }
            if (rest.StartsWith(recordEnd))
            {
                used = at + recordEnd.Length;
                return CsvScan.Whole;
            }
            if (rest[0] != delimiter) return !isEnd && rest.Length < recordEnd.Length ? CsvScan.NeedsMore : CsvScan.Invalid;
        }
    }

    private static CsvScan PassQuoted(ReadOnlySpan<byte> bytes, byte quote, bool isEnd, ref int at)
    {
        for (at++; ;)
        {
            var next = bytes[at..].IndexOf(quote);
            if (next < 0) return isEnd ? CsvScan.Invalid : CsvScan.NeedsMore;
            at += next + 1;
            if (at == bytes.Length) return isEnd ? CsvScan.Whole : CsvScan.NeedsMore;
            if (bytes[at] != quote) return CsvScan.Whole;
            at++;
        }
    }

    private static CsvScan PassPlain(ReadOnlySpan<byte> bytes, byte delimiter, ReadOnlySpan<byte> recordEnd, bool isEnd, ref int at)
    {
        while (true)
        {
            var next = bytes[at..].IndexOfAny(delimiter, recordEnd[0]);
            if (next < 0)
            {
                at = bytes.Length;
                return CsvScan.Whole;
            }
            at += next;
            if (bytes[at] == delimiter || bytes[at..].StartsWith(recordEnd)) return CsvScan.Whole;
            // The first half of a delimiter of two bytes, perhaps.
            if (!isEnd && bytes.Length - at < recordEnd.Length) return CsvScan.NeedsMore;
            at++;
        }
    }
}
