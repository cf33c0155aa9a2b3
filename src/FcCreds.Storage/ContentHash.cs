using System.Security.Cryptography;
using FcCreds.Core.Checksums;

namespace FcCreds.Storage;

/// <summary>Length, MD5 and CRC-64 of content, computed in the one pass in which it is written.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private Crc64 crc64;
    private long length;

    public void Append(ReadOnlySpan<byte> block)
    {
        length += block.Length;
        md5.AppendData(block);
        crc64.Append(block);
    }

    public ContentDigest Finish() => new(length, md5.GetHashAndReset(), crc64.Value);

    public void Dispose() => md5.Dispose();
}
