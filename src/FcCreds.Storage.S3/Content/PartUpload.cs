using System.Buffers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Faults;
using FcCreds.Storage.S3.Orphans;

namespace FcCreds.Storage.S3.Content;

/// <summary>A multipart upload at the key that the object is to have: nothing is visible there until it is completed.</summary>
internal sealed class PartUpload : IDisposable
{
    private readonly S3Backend backend;
    private readonly S3Place place;
    private readonly string uploadId;
    private readonly int partSize;
    private readonly List<PartETag> parts = [];
    private readonly WriteOwner.Held held;
    private readonly Task noted;
    private byte[]? buffer;
    private byte[]? spare;
    private Task sending = Task.CompletedTask;
    private int filled;

    private PartUpload(S3Backend backend, S3Place place, string uploadId, ObjectLabel label, int partSize)
    {
        (this.backend, this.place, this.uploadId, this.partSize, Label) = (backend, place, uploadId, partSize, label);
        held = backend.Owner.Hold(label.WriteId);
        noted = backend.PutAsync(Note, new UploadNote(place.Bucket, place.Key, uploadId).Write(), label: null, "application/json", WriteCondition.None, CancellationToken.None);
        if (partSize > 0) buffer = ArrayPool<byte>.Shared.Rent(partSize);
    }

    private S3Place Note => backend.Names.UploadNote(Label.WriteId);

    /// <summary>Said at the beginning, for S3 takes metadata at no later time.</summary>
    public ObjectLabel Label { get; }

    /// <summary>One that only copies.</summary>
    public static Task<PartUpload> BeginAsync(S3Backend backend, S3Place place, ObjectLabel label, string? contentType, CancellationToken ct)
        => BeginAsync(backend, place, label, contentType, partSize: 0, ct);

    public static async Task<PartUpload> BeginAsync(S3Backend backend, S3Place place, ObjectLabel label, string? contentType, int partSize, CancellationToken ct)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key, ContentType = S3Backend.MediaType(contentType) };
        request.Metadata[ObjectLabel.MetadataName] = label.Write();
        var begun = await backend.Client.InitiateMultipartUploadAsync(request, ct);
        return new(backend, place, begun.UploadId, label, partSize);
    }

    /// <summary>Adds content to the end.</summary>
    public async Task AppendAsync(Stream content, ContentHash? hash, CancellationToken ct)
    {
        while (true)
        {
            var count = await content.ReadAsync(buffer.AsMemory(filled, partSize - filled), ct);
            if (count == 0) return;
            hash?.Append(buffer.AsSpan(filled, count));
            filled += count;
            if (filled == partSize) await SendInBackgroundAsync(ct);
        }
    }

    /// <summary>Sends what is left; after this only completion or abortion follows.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (filled > 0) await SendInBackgroundAsync(ct);
        await sending;
        Dispose();
    }

    /// <summary>Lets the backend copy a slice of another object to the end.</summary>
    public async Task CopyAsync(S3Content source, long offset, long length, CancellationToken ct)
    {
        await noted;
        var request = new CopyPartRequest
        {
            SourceBucket = source.Place.Bucket,
            SourceKey = source.Place.Key,
            DestinationBucket = place.Bucket,
            DestinationKey = place.Key,
            UploadId = uploadId,
            PartNumber = parts.Count + 1,
            FirstByte = offset,
            LastByte = offset + length - 1,
        };
        if (source.ETag is { } eTag) request.ETagToMatch = [$"\"{eTag}\""];
        parts.Add(new PartETag(parts.Count + 1, (await backend.Client.CopyPartAsync(request, ct)).ETag));
    }

    /// <summary>Makes the object visible; false when the backend refused the condition.</summary>
    public async Task<bool> CompleteAsync(WriteCondition condition, CancellationToken ct)
    {
        var request = new CompleteMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key, UploadId = uploadId, PartETags = parts };
        if (backend.Conditions.Complete)
        {
            request.IfNoneMatch = condition.NothingThere ? "*" : null;
            request.IfMatch = condition.ETag is { } eTag ? backend.Conditions.Tag(eTag) : null;
        }
        try
        {
            await backend.Client.CompleteMultipartUploadAsync(request, ct);
            await ForgetAsync();
            return true;
        }
        catch (AmazonS3Exception fault) when (!condition.IsNone && fault.IsConditionFailed())
        {
            return false;
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchUpload")
        {
            // A completion that was repeated after a lost answer finds the upload gone and the object there.
            if ((await backend.HeadAsync(place, ct))?.Label?.WriteId != Label.WriteId) throw Swept(fault);
            await ForgetAsync();
            return true;
        }
    }

    /// <summary>Never fails: it follows a refusal or a failure that shall be told, and parts that a server keeps are seen by nobody.</summary>
    public async Task AbortAsync()
    {
        try
        {
            // A part that comes after the abortion would be nobody's.
            await sending.ContinueWith(_ => { }, TaskScheduler.Default);
            Dispose();
            await backend.Client.AbortMultipartUploadAsync(place.Bucket, place.Key, uploadId, CancellationToken.None);
            await noted;
            await ForgetAsync();
        }
        catch (Exception fault) when (fault is AmazonServiceException or StoreUnavailableException)
        {
            // Its note is left, and what it names is swept.
            held.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var rented in new[] { buffer, spare })
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
        buffer = spare = null;
    }

    private async Task ForgetAsync()
    {
        await backend.TryDeleteAsync(Note);
        held.Dispose();
    }

    private static StoreUnavailableException Swept(AmazonS3Exception fault)
        => new("An upload to the S3 server was aborted there: this server had given no sign of life for too long.", fault);

    /// <summary>One part is on its way while the next one is read and hashed.</summary>
    private async Task SendInBackgroundAsync(CancellationToken ct)
    {
        await sending;
        (var full, buffer, var length, filled) = (buffer!, spare ?? ArrayPool<byte>.Shared.Rent(partSize), filled, 0);
        spare = full;
        sending = SendAsync(full, length, ct);
    }

    private async Task SendAsync(byte[] part, int length, CancellationToken ct)
    {
        // There is no part of which nobody would know.
        await noted;
        var sent = await backend.Client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = place.Bucket,
                Key = place.Key,
                UploadId = uploadId,
                PartNumber = parts.Count + 1,
                InputStream = new MemoryStream(part, 0, length, writable: false),
                PartSize = length,
                UseChunkEncoding = false,
            },
            ct);
        parts.Add(new PartETag(parts.Count + 1, sent.ETag));
    }
}
