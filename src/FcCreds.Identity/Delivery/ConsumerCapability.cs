using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Sessions;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// The path segment that stands for a consumer, sealed with the ring: whoever has it gets the consumer's credentials, no table knows
/// it, and every replica and the next start understand it. Retiring its sealing key ends it.
/// </summary>
internal sealed class ConsumerCapability(SealingKeyRing ring)
{
    private const int MaxLength = 4096;

    private static ReadOnlySpan<byte> Purpose => "fccreds/consumer/v1"u8;

    public string Seal(Consumer consumer)
        => Base64Url.EncodeToString(SealedBox.Seal(ring.Primary, Purpose, JsonSerializer.SerializeToUtf8Bytes(consumer, ConsumerJson.Default.Consumer)));

    /// <summary>Null for anything that was not sealed here.</summary>
    public Consumer? Open(string segment)
    {
        if (segment.Length > MaxLength || !Base64Url.IsValid(segment)) return null;
        return SealedBox.Open(ring, Purpose, Base64Url.DecodeFromChars(segment)) is var (_, content)
            ? JsonSerializer.Deserialize(content, ConsumerJson.Default.Consumer)
            : null;
    }
}

[JsonSerializable(typeof(Consumer))]
internal sealed partial class ConsumerJson : JsonSerializerContext;
