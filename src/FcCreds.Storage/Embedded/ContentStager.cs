using System.Buffers;

namespace FcCreds.Storage.Embedded;

/// <summary>Takes content in: a small one stays in memory until it is committed, a larger one is streamed to a file of its own.</summary>
internal sealed class ContentStager(ContentFiles files, Sequence sequence, EmbeddedStoreOptions options)
{
    // Writes per network segment would halve the throughput.
    private readonly int blockSize = Math.Max(128 * 1024, options.InlineLimit + 1);

    public async ValueTask<StagedContent> StageAsync(Stream content, CancellationToken ct)
    {
        var block = ArrayPool<byte>.Shared.Rent(blockSize);
        try
        {
            using var hash = new ContentHash();
            var count = await FillAsync(content, block, hash, ct);
            if (count > options.InlineLimit)
                return await StageFileAsync(content, block, count, hash, ct);
            return new EmbeddedStagedContent(files) { Digest = hash.Finish(), Bytes = block[..count] };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async ValueTask<StagedContent> StageFileAsync(Stream content, byte[] block, int count, ContentHash hash, CancellationToken ct)
    {
        var id = sequence.Next();
        try
        {
            using var file = files.Create(id);
            for (var length = 0L; count > 0; count = await FillAsync(content, block, hash, ct))
            {
                await RandomAccess.WriteAsync(file, block.AsMemory(0, count), length, ct);
                length += count;
            }

            if (options.Durability == Durability.Power)
                RandomAccess.FlushToDisk(file);
            return new EmbeddedStagedContent(files) { Digest = hash.Finish(), FileId = id };
        }
        catch
        {
            files.Delete(id);
            throw;
        }
    }

    private async ValueTask<int> FillAsync(Stream content, byte[] block, ContentHash hash, CancellationToken ct)
    {
        var count = await content.ReadAtLeastAsync(block.AsMemory(0, blockSize), blockSize, throwOnEndOfStream: false, ct);
        hash.Append(block.AsSpan(0, count));
        return count;
    }
}
