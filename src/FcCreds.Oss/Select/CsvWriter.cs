using System.Buffers;
using System.Text;

namespace FcCreds.Oss.Select;

/// <summary>
/// Writes CSV. A field is given back as it stands in the object, quotes included, as the cloud does (test of the official C# SDK with
/// quotes that were not needed).
/// </summary>
internal sealed class CsvWriter(SelectStatement statement, CsvRecords records, CsvFormat format, CsvOutput output) : RecordWriter(statement)
{
    private readonly byte[] recordEnd = Encoding.Latin1.GetBytes(output.RecordDelimiter);
    private readonly byte[] special = Encoding.Latin1.GetBytes($"{output.FieldDelimiter}{output.RecordDelimiter}{format.Quote}");
    private readonly bool isSameFormat = output.FieldDelimiter == format.FieldDelimiter && output.RecordDelimiter == format.RecordDelimiter;

    public override void WriteHeader(IBufferWriter<byte> to)
    {
        if (records.Header is not { } header) return;
        Join(to, Statement.Items.Count == 0 || output.KeepAllColumns
            ? header
            : Statement.Items.Select(item => item.Alias is { } alias ? Encoding.UTF8.GetBytes(alias) : item.Column is { } column && column.Field < header.Count ? header[column.Field] : []));
    }

    public override void Write(IBufferWriter<byte> to, IReadOnlyList<SelectValue> values)
    {
        var items = Statement.Items;
        if (items.Count == 0 || output.KeepAllColumns)
        {
            for (var field = 0; field < Math.Max(records.Count, records.Header?.Count ?? 0); field++)
            {
                if (items.Count == 0 && field >= records.Count) break;
                if (field > 0) to.Write([(byte)output.FieldDelimiter]);
                if (items.Count == 0 || items.Any(item => item.Column?.Field == field)) WriteField(to, records.Raw(field), records.IsQuoted(field));
            }
        }
        else
        {
            for (var at = 0; at < items.Count; at++)
            {
                if (at > 0) to.Write([(byte)output.FieldDelimiter]);
                if (items[at].Column is { } column) WriteField(to, records.Raw(column.Field), records.IsQuoted(column.Field));
                else WriteValue(to, Encoding.UTF8.GetBytes(values[at].ToString()));
            }
        }
        to.Write(recordEnd);
    }

    private void WriteField(IBufferWriter<byte> to, ReadOnlySpan<byte> field, bool isQuoted)
    {
        if (isQuoted || isSameFormat) to.Write(field);
        else WriteValue(to, field);
    }

    private void WriteValue(IBufferWriter<byte> to, ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny(special) < 0)
        {
            to.Write(value);
            return;
        }
        byte[] quote = [(byte)format.Quote];
        to.Write(quote);
        foreach (var one in value)
        {
            if (one == quote[0]) to.Write(quote);
            to.Write([one]);
        }
        to.Write(quote);
    }

    private void Join(IBufferWriter<byte> to, IEnumerable<byte[]> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst) to.Write([(byte)output.FieldDelimiter]);
            to.Write(field);
            isFirst = false;
        }
        to.Write(recordEnd);
    }
}
