using System.Text.Json;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Policy;

/// <summary>
/// Seals diagnostic messages, so that whoever is refused learns nothing from one that they may not decode. Every replica that shares
/// the key ring decodes them.
/// </summary>
internal sealed class DiagnosticMessages(SealingKeyRing ring)
{
    public const string ElementName = "EncodedDiagnosticMessage";

    /// <summary>Three bytes, so that what follows keeps its own base64; the cloud's messages begin so.</summary>
    private const string Look = "AQIB";

    /// <summary>What is longer was never made here.</summary>
    private const int Longest = 64 * 1024;

    private static ReadOnlySpan<byte> Purpose => "fccreds/diagnostic/v1"u8;

    public string Encode(DiagnosticMessage message)
        => Look + Convert.ToBase64String(SealedBox.Seal(ring.Primary, Purpose, JsonSerializer.SerializeToUtf8Bytes(message, DiagnosticJson.Default.DiagnosticMessage)));

    /// <summary>Null for anything that this ring did not seal.</summary>
    public DiagnosticMessage? Decode(string encoded)
    {
        if (encoded.Length > Longest || !encoded.StartsWith(Look, StringComparison.Ordinal)) return null;
        var box = new byte[encoded.Length];
        return Convert.TryFromBase64Chars(encoded.AsSpan(Look.Length), box, out var length) && SealedBox.Open(ring, Purpose, box.AsSpan(0, length)) is var (_, content)
            ? JsonSerializer.Deserialize(content, DiagnosticJson.Default.DiagnosticMessage)
            : null;
    }
}
