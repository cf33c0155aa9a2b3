using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FcCreds.Core.Sessions;

/// <summary>Opens tokens, each only once while it is in use. Keyed by hash, so that no second copy of a live token lies around.</summary>
internal sealed class OpenedTokens(SealingKeyRing ring, int capacity = 4096)
{
    private readonly RecentlyUsed<UInt256, OpenedToken> opened = new(capacity);

    private readonly record struct UInt256(UInt128 High, UInt128 Low);

    public OpenedToken? Open(string token)
    {
        if (token.Length > SealedToken.MaxLength) return null;
        var hash = Hash(token);
        if (opened.Find(hash) is { } known) return ring.FindOpening(known.KeyId) is null ? null : known;
        // What does not open is not remembered: strangers could fill the memory with garbage.
        if (SealedToken.Open(ring, token) is not { } fresh) return null;
        opened.Set(hash, fresh);
        return fresh;
    }

    private static UInt256 Hash(string token)
    {
        UInt256 hash = default;
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), MemoryMarshal.AsBytes(new Span<UInt256>(ref hash)));
        return hash;
    }
}
