using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Drills.Results;

/// <summary>Results as JSON: one, or the list that a run of several makes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(DrillResult))]
[JsonSerializable(typeof(IReadOnlyList<DrillResult>))]
internal sealed partial class DrillJson : JsonSerializerContext
{
    /// <summary>Leaves letters as they are: people read this too, and what becomes HTML of it escapes it there.</summary>
    public static DrillJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
