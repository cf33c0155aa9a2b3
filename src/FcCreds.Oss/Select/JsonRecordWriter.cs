using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FcCreds.Oss.Select;

/// <summary>
/// Writes one JSON object for each record. Values stand as in the object but for white space, and slashes are escaped, which the tests of
/// the official Go SDK insist on.
/// </summary>
internal sealed class JsonRecordWriter(SelectStatement statement, JsonRecords records, string recordDelimiter) : RecordWriter(statement)
{
    private readonly byte[] recordEnd = Encoding.Latin1.GetBytes(recordDelimiter);
    private readonly byte[][] keys = [.. statement.Items.Select((item, at) => Key(item, at))];

    public override void Write(IBufferWriter<byte> output, IReadOnlyList<SelectValue> values)
    {
        if (Statement.Items.Count == 0) WriteWhole(output);
        else WriteItems(output, values);
        output.Write(recordEnd);
    }

    private void WriteWhole(IBufferWriter<byte> output)
    {
        var isObject = records.Current.ValueKind == JsonValueKind.Object;
        if (!isObject) output.Write("{\"_1\":"u8);
        WriteElement(output, records.Current);
        if (!isObject) output.Write("}"u8);
    }

    private void WriteItems(IBufferWriter<byte> output, IReadOnlyList<SelectValue> values)
    {
        output.Write("{"u8);
        var isFirst = true;
        for (var at = 0; at < Statement.Items.Count; at++)
        {
            var element = Statement.Items[at].Column is { } column ? JsonPath.Find(records.Current, column.Steps) : null;
            if (element is null && values[at].IsNull) continue;
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            output.Write(keys[at]);
            output.Write(":"u8);
            if (element is { } found) WriteElement(output, found);
            else if (values[at].Text is { } text) output.Write(Quoted(text));
            else output.Write(Encoding.UTF8.GetBytes(values[at].ToString()));
        }
        output.Write("}"u8);
    }

    private static void WriteElement(IBufferWriter<byte> output, JsonElement element)
    {
        var json = JsonMarshal.GetRawUtf8Value(element);
        var compact = output.GetSpan(json.Length * 2);
        var (length, isText, isEscaped) = (0, false, false);
        foreach (var one in json)
        {
            if (!isText && one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' && !isText) continue;
            if (isText && one == '/' && !isEscaped) compact[length++] = (byte)'\\';
            if (one == '"' && !isEscaped) isText = !isText;
            isEscaped = isText && one == '\\' && !isEscaped;
            compact[length++] = one;
        }
        output.Advance(length);
    }

    private static byte[] Key(SelectItem item, int at) => Quoted(item.Alias ?? item.Column?.Key ?? string.Create(CultureInfo.InvariantCulture, $"_{at + 1}"));

    private static byte[] Quoted(string text)
        => Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text).Replace("/", "\\/", StringComparison.Ordinal)}\"");
}
