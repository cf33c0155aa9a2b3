using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FcCreds.Oss.S3;

/// <summary>The checksums of <c>x-amz-checksum-*</c>, computed as the body goes by.</summary>
internal sealed class BodyChecksum
{
    public const string Prefix = "x-amz-checksum-";

    private readonly IncrementalHash? hash;
    private readonly ReflectedCrc? crc;
    private ulong state;

    private BodyChecksum(IncrementalHash hash) => this.hash = hash;

    private BodyChecksum(ReflectedCrc crc) => (this.crc, state) = (crc, crc.Mask);

    /// <summary>The algorithm a header is named after; null for a header of another kind.</summary>
    public static BodyChecksum? Of(string header) => header.ToLowerInvariant() switch
    {
        "x-amz-checksum-crc32" => new(ReflectedCrc.Crc32),
        "x-amz-checksum-crc32c" => new(ReflectedCrc.Crc32C),
        "x-amz-checksum-crc64nvme" => new(ReflectedCrc.Crc64Nvme),
        "x-amz-checksum-sha1" => new(IncrementalHash.CreateHash(HashAlgorithmName.SHA1)),
        "x-amz-checksum-sha256" => new(IncrementalHash.CreateHash(HashAlgorithmName.SHA256)),
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash?.AppendData(bytes);
        if (crc is not null) state = crc.Append(state, bytes);
    }

    /// <summary>Base64, as the header says it.</summary>
    public string Base64()
    {
        if (hash is not null) return Convert.ToBase64String(hash.GetCurrentHash());
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, state ^ crc!.Mask);
        return Convert.ToBase64String(bytes[^crc.Bytes..]);
    }
}
