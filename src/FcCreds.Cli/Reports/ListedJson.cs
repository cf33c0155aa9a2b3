using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Terminals;

namespace FcCreds.Cli.Reports;

/// <summary>A listing as one JSON array, written as the pages come.</summary>
internal static class ListedJson
{
    public static async Task WriteAsync(IAsyncEnumerable<Listed> listed, CancellationToken ct)
    {
        await using var output = Terminal.OpenOutput();
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        await foreach (var entry in listed.WithCancellation(ct))
        {
            JsonSerializer.Serialize(json, entry, CliJson.Readable.Listed);
            if (json.BytesPending > 1 << 16) await json.FlushAsync(ct);
        }
        json.WriteEndArray();
        await json.FlushAsync(ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
    }
}
