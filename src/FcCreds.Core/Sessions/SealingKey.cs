using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Core.Sessions;

/// <summary>The life of a sealing key. Every state but retired opens; only the primary seals.</summary>
internal enum SealingKeyState
{
    /// <summary>Known to this node, not used for sealing until every node knows it.</summary>
    Staged,
    Primary,

    /// <summary>An older primary whose tokens still live.</summary>
    VerifyOnly,
    Retired,
}

/// <summary>A key of the ring. From its 32 bytes all working keys are derived; the bytes themselves encrypt nothing.</summary>
internal sealed class SealingKey
{
    public const int KeyIdLength = 4;

    private static readonly byte[] SecretInfo = Encoding.ASCII.GetBytes("fccreds/access-key-secret/v1");

    private readonly byte[] material;
    private readonly byte[] secretKey;

    public SealingKey(string keyId, SealingKeyState state, byte[] material)
    {
        (KeyId, State, this.material) = (keyId, state, material);
        secretKey = HKDF.Expand(HashAlgorithmName.SHA256, material, 32, SecretInfo);
    }

    /// <summary>4 base62 characters; stands in front of everything that was sealed with the key.</summary>
    public string KeyId { get; }

    public SealingKeyState State { get; }

    public bool Opens => State != SealingKeyState.Retired;

    public SealingKey In(SealingKeyState state) => new(KeyId, state, material);

    /// <summary>A key of its own for each sealed thing: 32 bytes of AES key, 12 of nonce.</summary>
    public void DeriveOneTimeKey(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose, Span<byte> keyAndNonce)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, material, keyAndNonce, salt, purpose);

    /// <summary>What access key secrets are derived with; a branch apart from the sealing keys.</summary>
    public void HashForSecret(ReadOnlySpan<byte> data, Span<byte> hash) => HMACSHA512.HashData(secretKey, data, hash);

    /// <summary>For the key file only.</summary>
    internal string Export() => Convert.ToBase64String(material);

    public override string ToString() => $"{KeyId} ({State})";
}
