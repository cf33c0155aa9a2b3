using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using FcCreds.Core.Http;
using SQLitePCL;

namespace FcCreds.Oss.Select;

/// <summary>The records of a JSON object: in each of its values, what the path after FROM leads to.</summary>
internal sealed class JsonRecords(ReadWindow window, RecordRange range, JsonFormat format, IReadOnlyList<PathStep> root) : RecordSource(window, range)
{
    private const int MaxValue = 512 * 1024;

    /// <summary>The cloud streams through a document; here it is held whole.</summary>
    private const int MaxDocument = 64 * 1024 * 1024;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 1024 };

    private IEnumerator<JsonElement> found = Enumerable.Empty<JsonElement>().GetEnumerator();
    private JsonDocument? value;
    private bool hasRead;

    public JsonElement Current => found.Current;

    public override void Resolve(IEnumerable<ColumnReference> columns)
    {
        // Every record has its own keys.
    }

    public override bool Lacks(ColumnReference column) => JsonPath.Find(Current, column.Steps) is null;

    public override void Bind(ColumnReference column, sqlite3_stmt statement, int parameter)
    {
        var element = JsonPath.Find(Current, column.Steps);
        _ = element?.ValueKind switch
        {
            JsonValueKind.String => raw.sqlite3_bind_text(statement, parameter, element.Value.GetString()!),
            JsonValueKind.Number when format.ParseNumberAsString => raw.sqlite3_bind_text(statement, parameter, element.Value.GetRawText()),
            JsonValueKind.Number when element.Value.TryGetInt64(out var whole) => raw.sqlite3_bind_int64(statement, parameter, whole),
            JsonValueKind.Number => raw.sqlite3_bind_double(statement, parameter, element.Value.GetDouble()),
            JsonValueKind.True => raw.sqlite3_bind_int(statement, parameter, 1),
            JsonValueKind.False => raw.sqlite3_bind_int(statement, parameter, 0),
            JsonValueKind.Object or JsonValueKind.Array => raw.sqlite3_bind_text(statement, parameter, JsonMarshal.GetRawUtf8Value(element.Value)),
            _ => raw.sqlite3_bind_null(statement, parameter),
        };
    }

    protected override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (!found.MoveNext())
        {
            value?.Dispose();
            value = await ValueAsync(ct);
            if (value is null) return false;
            found = JsonPath.Every(value.RootElement, root).GetEnumerator();
        }
        Lines++;
        return true;
    }

    private async ValueTask<JsonDocument?> ValueAsync(CancellationToken ct)
    {
        var most = format.IsDocument ? MaxDocument : MaxValue;
        while (true)
        {
            PassGap();
            if (Window.Span.IsEmpty && Window.IsEnd) return null;
            if (!Window.Span.IsEmpty)
            {
                if (hasRead && format.IsDocument) throw OssErrors.InvalidJsonData.Saying($"Something follows the document at byte {Position}.");
                if (TryRead() is { } whole) return whole;
            }
            if (!await Window.GrowAsync(most, ct) && !Window.IsEnd) throw OssErrors.JsonNodeExceedsMaxSize.With(("MaxSizeAllowed", $"{most}"));
        }
    }

    /// <summary>White space, and the commas that some writers put between lines (a test of the official Python SDK has them).</summary>
    private void PassGap()
    {
        var gap = 0;
        while (gap < Window.Span.Length && (Window.Span[gap] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || (Window.Span[gap] == ',' && hasRead && !format.IsDocument))) gap++;
        Window.Use(gap);
    }

    private JsonDocument? TryRead()
    {
        var reader = new Utf8JsonReader(Window.Span, Window.IsEnd, new JsonReaderState(Reading));
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var whole)) return null;
            // A number goes on until something else comes.
            if (whole.RootElement.ValueKind == JsonValueKind.Number && reader.BytesConsumed == Window.Span.Length && !Window.IsEnd) return null;
            var used = Window.Span[..(int)reader.BytesConsumed];
            if (!Utf8.IsValid(used)) throw OssErrors.InvalidTextEncoding.With();
            if (!JsonText.IsReadable(used)) throw OssErrors.InvalidJsonData.Saying($"The JSON that begins at byte {Position} has half a surrogate pair.");
            Start = Position;
            hasRead = true;
            Window.Use(used.Length);
            return whole;
        }
        catch (JsonException mistake)
        {
            throw OssErrors.InvalidJsonData.Saying($"The JSON that begins at byte {Position} is not valid: {mistake.Message}");
        }
    }
}
