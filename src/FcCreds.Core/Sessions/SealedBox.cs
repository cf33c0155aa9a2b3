using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Core.Sessions;

/// <summary>
/// Bytes sealed with a key of the ring: version(1) ‖ key id(4) ‖ salt(32) ‖ ciphertext ‖ tag(16). AES-256-GCM under a key and nonce
/// derived per box, so that the random salt, not a 96-bit nonce, bounds how much one ring key may seal. Version and key id are
/// authenticated; an unknown one is refused before any cryptography.
/// </summary>
internal static class SealedBox
{
    public const int Overhead = HeaderLength + SaltLength + TagLength;

    private const byte Version = 1;
    private const int HeaderLength = 1 + SealingKey.KeyIdLength;
    private const int SaltLength = 32;
    private const int TagLength = 16;
    private const int KeyLength = 32;
    private const int NonceLength = 12;

    public static byte[] Seal(SealingKey key, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> content)
    {
        var box = new byte[Overhead + content.Length];
        box[0] = Version;
        Encoding.ASCII.GetBytes(key.KeyId, box.AsSpan(1));
        var salt = box.AsSpan(HeaderLength, SaltLength);
        RandomNumberGenerator.Fill(salt);
        Span<byte> derived = stackalloc byte[KeyLength + NonceLength];
        key.DeriveOneTimeKey(salt, purpose, derived);
        using var aes = new AesGcm(derived[..KeyLength], TagLength);
        aes.Encrypt(derived[KeyLength..], content, box.AsSpan(HeaderLength + SaltLength, content.Length), box.AsSpan(box.Length - TagLength), box.AsSpan(0, HeaderLength));
        CryptographicOperations.ZeroMemory(derived);
        return box;
    }

    /// <summary>By the key id that the box names; whether it opens is not asked.</summary>
    public static bool IsSealedWith(SealingKey key, ReadOnlySpan<byte> box)
        => box.Length >= HeaderLength && Encoding.ASCII.GetString(box[1..HeaderLength]) == key.KeyId;

    /// <summary>The content and the key that had sealed it, or null for anything that was not sealed with this ring for this purpose.</summary>
    public static (SealingKey Key, byte[] Content)? Open(SealingKeyRing ring, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> box)
    {
        if (box.Length < Overhead || box[0] != Version) return null;
        Span<char> keyId = stackalloc char[SealingKey.KeyIdLength];
        if (Encoding.ASCII.GetChars(box[1..HeaderLength], keyId) != keyId.Length || ring.FindOpening(keyId) is not { } key) return null;
        Span<byte> derived = stackalloc byte[KeyLength + NonceLength];
        key.DeriveOneTimeKey(box.Slice(HeaderLength, SaltLength), purpose, derived);
        using var aes = new AesGcm(derived[..KeyLength], TagLength);
        var content = new byte[box.Length - Overhead];
        try
        {
            aes.Decrypt(derived[KeyLength..], box[(HeaderLength + SaltLength)..^TagLength], box[^TagLength..], content, box[..HeaderLength]);
            return (key, content);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }
}
