namespace FcCreds.Storage;

/// <summary>Content that is in the store but not yet part of an object.</summary>
internal abstract class StagedContent : IAsyncDisposable
{
    public required ContentDigest Digest { get; init; }

    /// <summary>Discards the content unless it was committed.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>The digests a store computes while content streams in.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Md5">16 bytes.</param>
/// <param name="Crc64">CRC-64/XZ.</param>
internal sealed record ContentDigest(long Length, ReadOnlyMemory<byte> Md5, ulong Crc64);
