using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SQLitePCL;

namespace FcCreds.Oss.Select;

/// <summary>The records of a CSV object.</summary>
internal sealed class CsvRecords(ReadWindow window, RecordRange range, CsvFormat format) : RecordSource(window, range)
{
    private const int MaxLine = 256 * 1024;
    private const int MaxColumns = 1000;

    private readonly byte[] recordEnd = format.RecordEnd;
    private readonly List<CsvField> fields = [];
    private ReadOnlyMemory<byte> line;

    /// <summary>The fields of the first line as they stand there; null when it is a record.</summary>
    public IReadOnlyList<byte[]>? Header { get; private set; }

    public int Count => fields.Count;

    /// <summary>Reads the first line, where it is the header.</summary>
    public async ValueTask OpenAsync(CancellationToken ct)
    {
        if (format.Header != HeaderUse.None && await NextAsync(ct)) Header = [.. Enumerable.Range(0, Count).Select(field => Raw(field).ToArray())];
    }

    /// <summary>The field as it stands in the object.</summary>
    public ReadOnlySpan<byte> Raw(int field) => field < Count ? line.Span.Slice(fields[field].Start, fields[field].Length) : default;

    public bool IsQuoted(int field) => field < Count && fields[field].IsQuoted;

    public override void Resolve(IEnumerable<ColumnReference> columns)
    {
        var names = format.Header == HeaderUse.Use ? Header?.Select((raw, at) => (Name: Encoding.UTF8.GetString(Unquoted(raw)), at)).ToArray() : null;
        foreach (var column in columns)
        {
            if (column.Steps is not [{ Name: { } name }]) throw OssErrors.NestedColumnNotSupportInCsv.With(("Column", column.Text));
            var found = names?.Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.at + 1).FirstOrDefault() ?? 0;
            column.Field = (found > 0 ? found : Index(name)) - 1;
        }
    }

    public override bool Lacks(ColumnReference column) => column.Field >= Count;

    public override void Bind(ColumnReference column, sqlite3_stmt statement, int parameter)
    {
        if (Lacks(column)) _ = raw.sqlite3_bind_null(statement, parameter);
        else if (IsQuoted(column.Field)) _ = raw.sqlite3_bind_text(statement, parameter, Encoding.UTF8.GetString(Unquoted(Raw(column.Field))));
        else if (Raw(column.Field) is { IsEmpty: false } plain) _ = raw.sqlite3_bind_text(statement, parameter, plain);
        else _ = raw.sqlite3_bind_text(statement, parameter, "");
    }

    protected override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (await LineAsync(ct))
        {
            Lines++;
            if (format.Comment is { } comment && line.Span is [var first, ..] && first == comment) continue;
            if (!Utf8.IsValid(line.Span)) throw OssErrors.InvalidTextEncoding.With();
            return true;
        }
        return false;
    }

    private async ValueTask<bool> LineAsync(CancellationToken ct)
    {
        while (true)
        {
            if (Window.IsEnd && Window.Span.IsEmpty) return false;
            var used = 0;
            var scan = Window.Span.IsEmpty ? CsvScan.NeedsMore : CsvLine.Scan(Window.Span, Window.IsEnd, format, recordEnd, fields, out used);
            if (scan == CsvScan.Whole)
            {
                (Start, line) = (Position, Window.Memory[..used]);
                Window.Use(used);
                return true;
            }
            if (scan == CsvScan.Invalid) throw OssErrors.InvalidCsvLine.Saying($"Line {Lines} of the object, which begins at byte {Position}, is not valid CSV.");
            if (!await Window.GrowAsync(MaxLine, ct) && !Window.IsEnd) throw OssErrors.InvalidCsvLine.Saying($"Line {Lines} of the object is longer than {MaxLine} bytes.");
        }
    }

    private static int Index(string name)
    {
        if (name[0] != '_' || !long.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw OssErrors.SqlInvalidColumnName.Saying($"The object has no column {name}.", ("Column", name));
        return index is >= 1 and <= MaxColumns ? (int)index : throw OssErrors.SqlInvalidColumnIndex.With(("Column", name));
    }

    private ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field)
    {
        var quote = (byte)format.Quote;
        if (field.Length < 2 || field[0] != quote) return field;
        var inner = field[1..^1];
        if (!inner.Contains(quote)) return inner;
        var text = new byte[inner.Length];
        var length = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            text[length++] = inner[at];
            if (inner[at] == quote) at++;
        }
        return text.AsSpan(0, length);
    }
}
