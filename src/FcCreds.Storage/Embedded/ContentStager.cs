using System.Buffers;
using Microsoft.Win32.SafeHandles;

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
            var count = await FillAsync(content, block, ct);
            if (count > options.InlineLimit)
                return await StageFileAsync(content, block, count, hash, ct);
            hash.Append(block.AsSpan(0, count));
            return new EmbeddedStagedContent(files) { Digest = hash.Finish(), Bytes = block[..count] };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async ValueTask<StagedContent> StageFileAsync(Stream content, byte[] first, int count, ContentHash hash, CancellationToken ct)
    {
        var id = sequence.Next();
        var second = ArrayPool<byte>.Shared.Rent(blockSize);
        var kept = Task.CompletedTask;
        try
        {
            using var file = files.Create(id);
            try
            {
                var (filled, free, length) = (first, second, 0L);
                while (count > 0)
                {
                    // While one block is hashed and written, the network fills the other.
                    kept = KeepAsync(file, filled, count, length, hash);
                    length += count;
                    count = await FillAsync(content, free, ct);
                    await kept;
                    (filled, free) = (free, filled);
                }
            }
            finally
            {
                // A block under way must not go back to the pool, nor its file be closed.
                await kept.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        finally
        {
            ArrayPool<byte>.Shared.Return(second);
        }
    }

    private static Task KeepAsync(SafeFileHandle file, byte[] block, int count, long offset, ContentHash hash)
        => Task.Run(() =>
        {
            hash.Append(block.AsSpan(0, count));
            RandomAccess.Write(file, block.AsSpan(0, count), offset);
        });

    private async ValueTask<int> FillAsync(Stream content, byte[] block, CancellationToken ct)
        => await content.ReadAtLeastAsync(block.AsMemory(0, blockSize), blockSize, throwOnEndOfStream: false, ct);
}
