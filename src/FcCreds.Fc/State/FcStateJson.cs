using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Fc.State;

/// <summary>JSON of what the store keeps.</summary>
[JsonSerializable(typeof(FcAccountRecord))]
[JsonSerializable(typeof(FunctionDeclaration))]
internal sealed partial class FcStateJson : JsonSerializerContext
{
    public static readonly FcStateJson Compact = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Trigger settings are JSON in a string, and no page embeds this.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    });
}
