using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Core.Ids;

namespace FcCreds.Core.Sessions;

/// <summary>
/// A self-contained SecurityToken. Like the cloud's it is base64 of a small protobuf message {1: 2, 2: body, 3: 16 bytes}, so it
/// starts with <c>CAIS</c>; the fields together are a <see cref="SealedBox"/> over the claims. No table is needed to verify it.
/// </summary>
internal static class SealedToken
{
    /// <summary>Characters; a longer text is refused before it is decoded.</summary>
    public const int MaxLength = 16 * 1024;

    private const int TagLength = 16;

    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("fccreds/sts/v1");

    public static string Seal(SealingKey key, SessionClaims claims)
    {
        var box = SealedBox.Seal(key, Purpose, ClaimsCodec.Write(claims));
        return Convert.ToBase64String(TokenEnvelope.Wrap(box, TagLength));
    }

    /// <summary>What the token says, or null for anything that this ring did not seal.</summary>
    public static OpenedToken? Open(SealingKeyRing ring, string token)
    {
        if (token.Length is 0 or > MaxLength) return null;
        var bytes = new byte[token.Length / 4 * 3];
        if (!Convert.TryFromBase64String(token, bytes, out var length)) return null;
        // Base64 readers skip white space and ignore the last bits: only the one canonical spelling is the token.
        if (!Convert.ToBase64String(bytes, 0, length).Equals(token, StringComparison.Ordinal)) return null;
        if (TokenEnvelope.Unwrap(bytes.AsSpan(0, length), TagLength) is not { } box) return null;
        if (SealedBox.Open(ring, Purpose, box) is not var (key, content)) return null;
        return ClaimsCodec.Read(content) is { } claims ? OpenedToken.Of(key, claims) : null;
    }

    /// <summary>The secret that belongs to a session: derived from its key id and session id, stored nowhere.</summary>
    public static Secret SecretOf(SealingKey key, SessionClaims claims)
    {
        Span<byte> hash = stackalloc byte[HMACSHA512.HashSizeInBytes];
        key.HashForSecret(Encoding.UTF8.GetBytes($"sk\n{claims.AccessKeyId}\n{claims.SessionId}"), hash);
        return new(Base62.Of(hash));
    }
}
