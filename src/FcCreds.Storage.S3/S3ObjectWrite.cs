using Amazon.S3;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Faults;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>The order of every write: the facts that the object cannot carry, the object, the facts as a listing needs them.</summary>
internal sealed class S3ObjectWrite(S3Backend backend, S3StoreOptions options, ObjectFinder finder, FactsRecords records, ContentWriter writer)
{
    /// <param name="stamp">Which version the object is; null for the <c>null</c> version.</param>
    public async Task<CommitOutcome> RunAsync(CommitRequest request, VersionStamp? stamp, WriteCondition condition, CancellationToken ct)
    {
        var label = writer.LabelFor(request, stamp);
        using var held = backend.Owner.Hold(label.WriteId);
        try
        {
            if (label.Description is null)
                await records.WriteAsync(request.Name, FactsRecord.Ahead(label.WriteId, request.Description, stamp), request.Description, WriteCondition.None, ct);
            var (verdict, eTag) = await writer.WriteAsync(request, label, condition, ct);
            // A write that was repeated after a lost answer finds itself there.
            if (verdict == CommitVerdict.PreconditionFailed && await IsThereAsync(request.Name, label, ct)) verdict = CommitVerdict.Committed;
            if (verdict == CommitVerdict.Committed) return await DescribeAsync(request, label, stamp, eTag, ct);
            await TakeBackAsync(request, label, stamp);
            return new(verdict, null);
        }
        catch (AmazonS3Exception fault) when (fault.IsBucketMissing())
        {
            await TakeBackAsync(request, label, stamp);
            return new(CommitVerdict.BucketNotFound, null);
        }
    }

    private async Task<CommitOutcome> DescribeAsync(CommitRequest request, ObjectLabel label, VersionStamp? stamp, string? eTag, CancellationToken ct)
    {
        foreach (var piece in request.Pieces.OfType<Piece.Staged>()) ((S3StagedContent)piece.Content).MarkCommitted();
        var described = label with { Description = request.Description };
        // Everything is said but the time to the second, for which the backend would have to be asked.
        if (eTag is not null && label.Description is not null && !request.TellsTime && !ObjectFinder.IsMisleading(eTag, request.Description))
            return new(CommitVerdict.Committed, finder.Version(request.Name, new(eTag, options.Wire.GetUtcNow(), ContentWriter.Length(request), described, null), null, stamp));
        var stored = await backend.HeadAsync(backend.Names.Object(request.Name), ct);
        if (stored?.Label?.WriteId != label.WriteId)
        {
            // Somebody was faster to replace it: what was written is history already, its ETag is nobody's, and no record of it is needed.
            var replaced = new StoredObject(label.WriteId, options.Wire.GetUtcNow(), ContentWriter.Length(request), described, null);
            return new(CommitVerdict.Committed, finder.Version(request.Name, replaced, null, stamp));
        }

        FoundRecord? found = null;
        if (label.Description is null || ObjectFinder.IsMisleading(stored.ETag, request.Description))
        {
            var record = FactsRecord.Of(stored, request.Description, stamp);
            var recordETag = await records.WriteAsync(request.Name, record, request.Description, WriteCondition.None, ct);
            await records.SweepAsync(request.Name, record, ct);
            found = new(record, request.Description, recordETag!);
        }
        return new(CommitVerdict.Committed, finder.Version(request.Name, stored with { Label = described }, found, stamp));
    }

    private async Task<bool> IsThereAsync(ObjectName name, ObjectLabel label, CancellationToken ct)
        => (await backend.HeadAsync(backend.Names.Object(name), ct))?.Label?.WriteId == label.WriteId;

    private async Task TakeBackAsync(CommitRequest request, ObjectLabel label, VersionStamp? stamp)
    {
        if (label.Description is null)
            await backend.DeleteAsync(records.Place(request.Name, FactsRecord.Ahead(label.WriteId, request.Description, stamp)), CancellationToken.None);
    }
}
