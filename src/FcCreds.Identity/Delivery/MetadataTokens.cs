using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;

namespace FcCreds.Identity.Delivery;

/// <summary>Tokens of the metadata service's second version: nothing but their end, sealed, so that every replica takes them.</summary>
internal sealed class MetadataTokens(SealingKeyRing ring, Clocks clocks)
{
    private const int MaxSeconds = 21600;

    private static ReadOnlySpan<byte> Purpose => "fccreds/metadata-token/v1"u8;

    /// <summary>Null when the time to live is none: 1 to 21600 seconds.</summary>
    public string? Issue(string? ttlSeconds)
    {
        if (!int.TryParse(ttlSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > MaxSeconds) return null;
        var end = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(end, clocks.Life.GetUtcNow().ToUnixTimeSeconds() + seconds);
        return Base64Url.EncodeToString(SealedBox.Seal(ring.Primary, Purpose, end));
    }

    public bool IsGood(string token)
        => token.Length < 256
            && Base64Url.IsValid(token)
            && SealedBox.Open(ring, Purpose, Base64Url.DecodeFromChars(token)) is var (_, content)
            && clocks.Life.GetUtcNow().ToUnixTimeSeconds() < BinaryPrimitives.ReadInt64BigEndian(content);
}
