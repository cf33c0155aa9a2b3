using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3.Content;

/// <summary>Makes pieces an object, by the cheapest of the ways that S3 has for them.</summary>
internal sealed class ContentWriter(S3Backend backend, S3StoreOptions options)
{
    /// <summary>The label that the object will have; an upload that has begun has one already.</summary>
    /// <param name="stamp">Only a record says it.</param>
    public ObjectLabel LabelFor(CommitRequest request, VersionStamp? stamp)
        => UploadOf(request)?.Label ?? (stamp is null ? ObjectLabel.For(backend.Owner.NewWriteId(), request.Description) : new(backend.Owner.NewWriteId(), null));

    public static long Length(CommitRequest request)
        => request.Pieces.Sum(piece => piece is Piece.Staged staged ? staged.Content.Digest.Length : ((Piece.Slice)piece).Length);

    /// <returns>What became of it; and the ETag, where the backend told it at once.</returns>
    public async Task<(CommitVerdict Verdict, string? ETag)> WriteAsync(CommitRequest request, ObjectLabel label, WriteCondition condition, CancellationToken ct)
    {
        var place = backend.Names.Object(request.Name);
        if (UploadOf(request) is { } upload)
            return (await upload.CompleteAsync(condition, ct) ? CommitVerdict.Committed : CommitVerdict.PreconditionFailed, null);
        if (Length(request) <= options.InlineLimit)
        {
            var content = new MemoryStream();
            if (!await JoinAsync(request, piece => piece.CopyToAsync(content, ct), ct)) return (CommitVerdict.PieceNotFound, null);
            var written = await backend.PutAsync(place, content.ToArray(), label, request.Description.ContentType, condition, ct);
            return (written is null ? CommitVerdict.PreconditionFailed : CommitVerdict.Committed, written);
        }
        if (condition.IsNone && request.Pieces is [Piece.Slice { Source: { Content: S3Content source } version } whole] && whole.Length == version.Length)
        {
            var isCopied = await ServerCopy.RunAsync(backend, options, source, whole.Length, place, label, request.Description.ContentType, ct);
            return (isCopied ? CommitVerdict.Committed : CommitVerdict.PieceNotFound, null);
        }
        return (await JoinInPartsAsync(request, place, label, condition, ct), null);
    }

    private static PartUpload? UploadOf(CommitRequest request)
    {
        var uploads = request.Pieces.OfType<Piece.Staged>().Select(piece => ((S3StagedContent)piece.Content).Upload).OfType<PartUpload>().ToList();
        if (uploads.Count == 0) return null;
        // Parts lie at their own key, in an order that is settled.
        if (request.Pieces.Count > 1) throw new InvalidOperationException("Content that is joined with other pieces must be staged as such.");
        return uploads[0];
    }

    private async Task<CommitVerdict> JoinInPartsAsync(CommitRequest request, S3Place place, ObjectLabel label, WriteCondition condition, CancellationToken ct)
    {
        var upload = await PartUpload.BeginAsync(backend, place, label, request.Description.ContentType, options.PartSize, ct);
        var verdict = CommitVerdict.PieceNotFound;
        try
        {
            if (await JoinAsync(request, piece => upload.AppendAsync(piece, hash: null, ct), ct))
            {
                await upload.EndAsync(ct);
                verdict = await upload.CompleteAsync(condition, ct) ? CommitVerdict.Committed : CommitVerdict.PreconditionFailed;
            }
            return verdict;
        }
        finally
        {
            if (verdict != CommitVerdict.Committed) await upload.AbortAsync();
        }
    }

    /// <summary>Hands over the pieces in their order; false when the source of one was replaced or removed.</summary>
    private async Task<bool> JoinAsync(CommitRequest request, Func<Stream, Task> take, CancellationToken ct)
    {
        foreach (var piece in request.Pieces)
        {
            var content = piece switch
            {
                Piece.Staged { Content: S3StagedContent { Hidden: { } place } staged } => await backend.OpenAsync(place, eTag: null, 0, staged.Digest.Length, ct),
                Piece.Staged { Content: S3StagedContent staged } => new MemoryStream(staged.Bytes!, writable: false),
                Piece.Slice slice => await SliceAsync(slice, ct),
                _ => null,
            };
            if (content is null) return false;
            await using (content) await take(content);
        }
        return true;
    }

    private async Task<Stream?> SliceAsync(Piece.Slice slice, CancellationToken ct)
    {
        var (place, eTag) = (S3Content)slice.Source.Content!;
        if (slice.Length > 0) return await backend.OpenAsync(place, eTag, slice.Offset, slice.Length, ct);
        return await backend.HeadAsync(place, ct) is { } stored && (eTag is null || stored.ETag == eTag) ? Stream.Null : null;
    }
}
