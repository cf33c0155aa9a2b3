using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Server.Control.Why;

/// <summary>JSON of what is explained, simulated and suggested.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExplainReport))]
[JsonSerializable(typeof(SimulationOrder))]
[JsonSerializable(typeof(SimulationReport))]
[JsonSerializable(typeof(SuggestionReport))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WhyJson : JsonSerializerContext
{
    /// <summary>Keys and ARNs stay readable; no browser reads this.</summary>
    public static WhyJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static WhyJson Indented => field ??= new(new JsonSerializerOptions(Readable.Options) { WriteIndented = true });
}
