using System.Buffers;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Content;

/// <summary>Takes content in: a small one stays in memory, a larger one streams into an upload at its key.</summary>
internal sealed class S3Stager(S3Backend backend, S3StoreOptions options)
{
    public async ValueTask<StagedContent> StageAsync(ObjectName destination, Stream content, bool joined, CancellationToken ct)
    {
        using var hash = new ContentHash();
        var block = ArrayPool<byte>.Shared.Rent(options.InlineLimit + 1);
        try
        {
            var count = await content.ReadAtLeastAsync(block.AsMemory(0, options.InlineLimit + 1), options.InlineLimit + 1, throwOnEndOfStream: false, ct);
            if (count > options.InlineLimit) return await UploadAsync(joined ? null : backend.Names.Object(destination), new MemoryStream(block, 0, count, writable: false), content, hash, ct);
            hash.Append(block.AsSpan(0, count));
            return new S3StagedContent(backend) { Digest = hash.Finish(), Bytes = block[..count] };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async Task<StagedContent> UploadAsync(S3Place? destination, Stream start, Stream rest, ContentHash hash, CancellationToken ct)
    {
        // What the object is said to be is known only when all of it has come; the record written at commit says it.
        var label = new ObjectLabel(backend.Owner.NewWriteId(), null);
        var place = destination ?? backend.Names.Staged(label.WriteId);
        var upload = await PartUpload.BeginAsync(backend, place, label, contentType: null, options.PartSize, ct);
        // The upload's own hold ends with its completion, and the stage is needed longer.
        var held = destination is null ? backend.Owner.Hold(label.WriteId) : null;
        try
        {
            await upload.AppendAsync(start, hash, ct);
            await upload.AppendAsync(rest, hash, ct);
            await upload.EndAsync(ct);
            if (destination is not null) return new S3StagedContent(backend) { Digest = hash.Finish(), Upload = upload };
            await upload.CompleteAsync(WriteCondition.None, ct);
            return new S3StagedContent(backend) { Digest = hash.Finish(), Hidden = place, Held = held };
        }
        catch
        {
            await upload.AbortAsync();
            held?.Dispose();
            throw;
        }
    }
}
