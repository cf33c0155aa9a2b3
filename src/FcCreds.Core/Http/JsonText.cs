using System.Text.Json;
using System.Text.Unicode;

namespace FcCreds.Core.Http;

/// <summary>
/// JSON that strangers sent. System.Text.Json takes strings that it cannot read afterwards: bytes that are no UTF-8, and half a surrogate
/// pair as an escape. Here they are mistakes like any other, found at once.
/// </summary>
internal static class JsonText
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        var document = JsonDocument.Parse(json);
        if (IsReadable(json.Span)) return document;
        document.Dispose();
        throw new JsonException("The text is not valid Unicode.");
    }

    /// <summary>False when a string of this JSON, which is well-formed otherwise, cannot be read.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        if (json.IndexOf("\\u"u8) < 0) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            }
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
