using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FcCreds.Server.Configuration.Yaml;

/// <summary>Writes a piece of YAML as JSON.</summary>
internal static class YamlJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Every scalar becomes a string: a policy's <c>Version: 1</c> and <c>acs:SecureTransport: true</c> mean "1" and "true".
    /// </summary>
    public static string OfPolicy(YamlValue value) => Write(value, typed: false);

    /// <summary>Plain numbers, booleans and nulls keep their type.</summary>
    public static string OfSettings(YamlValue value) => Write(value, typed: true);

    private static string Write(YamlValue value, bool typed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable)) Write(json, value, typed);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, YamlValue value, bool typed)
    {
        switch (value)
        {
            case YamlText text:
                Write(json, text, typed);
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item, typed);
                json.WriteEndArray();
                break;
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, entry) in map.Entries)
                {
                    json.WritePropertyName(key.Value);
                    Write(json, entry, typed);
                }
                json.WriteEndObject();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlText text, bool typed)
    {
        if (!typed || !text.IsPlain) json.WriteStringValue(text.Value);
        else if (text.IsNull) json.WriteNullValue();
        else if (text.Value is "true" or "false") json.WriteBooleanValue(text.Value == "true");
        else if (decimal.TryParse(text.Value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else json.WriteStringValue(text.Value);
    }
}
