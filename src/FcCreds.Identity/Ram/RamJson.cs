using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram;

[JsonSerializable(typeof(AccountRecord))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
internal sealed partial class RamJson : JsonSerializerContext
{
    /// <summary>Secrets are sealed by the ring on their way out, and opened on their way in.</summary>
    public static RamJson With(SealingKeyRing ring) => new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Policies are full of quotation marks, and no page embeds this.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new SealedSecretConverter(ring) },
    });
}
