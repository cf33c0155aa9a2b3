using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>What a handler's result says as an answer to HTTP.</summary>
internal sealed record HandlerReply(int StatusCode, IReadOnlyList<HeaderField> Headers, ReadOnlyMemory<byte> Body)
{
    private const int Ok = 200;

    /// <summary>JSON with a <c>statusCode</c> is an answer in parts; anything else is the body itself.</summary>
    public static HandlerReply Read(ReadOnlyMemory<byte> result)
    {
        var plain = new HandlerReply(Ok, [], result);
        if (!LooksLikeObject(result.Span)) return plain;
        try
        {
            using var document = JsonDocument.Parse(result);
            return Of(document.RootElement) ?? plain;
        }
        catch (JsonException)
        {
            return plain;
        }
    }

    public static HandlerReply Of(int status, IReadOnlyList<HeaderField> headers, ReadOnlyMemory<byte> body)
        => status is >= 200 and <= 599 ? new(status, headers, body) : throw FcErrors.BadResponse.Saying($"the function's status code {status} is none");

    private static HandlerReply? Of(JsonElement answer)
    {
        if (Property(answer, "statusCode") is not { ValueKind: JsonValueKind.Number } code || !code.TryGetInt32(out var status)) return null;
        var isBase64 = Property(answer, "isBase64Encoded") is { ValueKind: JsonValueKind.True };
        return Of(status, [.. HeadersOf(answer)], BodyOf(answer, isBase64));
    }

    private static IEnumerable<HeaderField> HeadersOf(JsonElement answer)
    {
        if (Property(answer, "headers") is not { ValueKind: JsonValueKind.Object } headers) yield break;
        foreach (var header in headers.EnumerateObject())
        {
            // A list gives a line each: Set-Cookie cannot be said otherwise.
            if (header.Value.ValueKind != JsonValueKind.Array) yield return new(header.Name, TextOf(header.Value));
            else foreach (var value in header.Value.EnumerateArray()) yield return new(header.Name, TextOf(value));
        }
    }

    private static ReadOnlyMemory<byte> BodyOf(JsonElement answer, bool isBase64)
    {
        if (Property(answer, "body") is not { } body) return default;
        var text = TextOf(body);
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        if (isBase64 && Convert.TryFromBase64String(text, bytes, out var length)) return bytes.AsMemory(0, length);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Text as it is; a number, an object or a list as the handler wrote it.</summary>
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static JsonElement? Property(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? value : null;

    private static bool LooksLikeObject(ReadOnlySpan<byte> result)
    {
        var text = result.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == '{';
    }
}
