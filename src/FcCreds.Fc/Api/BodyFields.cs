using System.Text.Json;

namespace FcCreds.Fc.Api;

/// <summary>Reads a field of a JSON body without reading the rest, which may be megabytes of code.</summary>
internal static class BodyFields
{
    /// <summary>Null when it is not there or no text.</summary>
    public static string? Text(ReadOnlySpan<byte> body, string name)
        => Find(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Null when it is not there; a body that is no JSON is refused elsewhere. The last one counts where there are several, as for the body's own reader.</summary>
    public static JsonElement? Find(ReadOnlySpan<byte> body, string name)
    {
        JsonElement? found = null;
        var json = new Utf8JsonReader(body);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                // Without regard to case, as that reader compares: a role could be passed under another spelling.
                var isIt = string.Equals(json.GetString(), name, StringComparison.OrdinalIgnoreCase);
                json.Read();
                if (isIt) found = JsonElement.ParseValue(ref json);
                else json.Skip();
            }
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is not UTF-8.
        }
        return found;
    }
}
