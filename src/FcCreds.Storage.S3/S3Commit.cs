using Amazon.S3;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3;

/// <summary>The order of every write: the facts that the object cannot carry, the object, the facts as a listing needs them.</summary>
internal sealed class S3Commit(S3Backend backend, ObjectFinder finder, FactsRecords records, ContentWriter writer, KeyLocks locks)
{
    public async ValueTask<CommitOutcome> RunAsync(CommitRequest request, CancellationToken ct)
    {
        if (request.VersionMode != VersionMode.Off) throw new NotSupportedException("The S3 store keeps no versions yet.");
        foreach (var piece in request.Pieces.OfType<Piece.Staged>()) ((S3StagedContent)piece.Content).CheckFree();
        if (request.Precondition.Kind == PreconditionKind.Any) return await WriteAsync(request, WriteCondition.None, ct);

        using var held = await locks.EnterAsync(backend.Names.Object(request.Name), ct);
        var current = await finder.FindAsync(request.Name, ct);
        if (!request.Precondition.Holds(current)) return new(CommitVerdict.PreconditionFailed, current);
        var outcome = await WriteAsync(request, WriteCondition.Of(request.Precondition, (current?.Content as S3Content)?.ETag), ct);
        return outcome.Verdict == CommitVerdict.PreconditionFailed ? outcome with { Version = await finder.FindAsync(request.Name, ct) } : outcome;
    }

    private async Task<CommitOutcome> WriteAsync(CommitRequest request, WriteCondition condition, CancellationToken ct)
    {
        var label = ContentWriter.LabelFor(request);
        try
        {
            if (label.Description is null) await records.WriteAsync(request.Name, FactsRecord.Ahead(label.WriteId, request.Description), request.Description, WriteCondition.None, ct);
            var verdict = await writer.WriteAsync(request, label, condition, ct);
            // A write that was repeated after a lost answer finds itself there.
            if (verdict == CommitVerdict.PreconditionFailed && await IsThereAsync(request.Name, label, ct)) verdict = CommitVerdict.Committed;
            if (verdict == CommitVerdict.Committed) return await DescribeAsync(request, label, ct);
            await TakeBackAsync(request, label);
            return new(verdict, null);
        }
        catch (AmazonS3Exception fault) when (fault.IsBucketMissing())
        {
            await TakeBackAsync(request, label);
            return new(CommitVerdict.BucketNotFound, null);
        }
    }

    private async Task<CommitOutcome> DescribeAsync(CommitRequest request, ObjectLabel label, CancellationToken ct)
    {
        foreach (var piece in request.Pieces.OfType<Piece.Staged>()) ((S3StagedContent)piece.Content).MarkCommitted();
        var stored = await backend.HeadAsync(backend.Names.Object(request.Name), ct);
        // Somebody was faster to replace it: what was written is history already, and no record of it is needed.
        if (stored?.Label?.WriteId != label.WriteId) return new(CommitVerdict.Committed, writer.Replaced(request, label));

        FoundRecord? found = null;
        if (label.Description is null || ObjectFinder.IsMisleading(stored.ETag, request.Description))
        {
            var record = FactsRecord.Of(stored, request.Description);
            var recordETag = await records.WriteAsync(request.Name, record, request.Description, WriteCondition.None, ct);
            await records.SweepAsync(request.Name, record, ct);
            found = new(record, request.Description, recordETag!);
        }
        return new(CommitVerdict.Committed, ObjectFinder.Version(request.Name, stored with { Label = label with { Description = request.Description } }, found));
    }

    private async Task<bool> IsThereAsync(ObjectName name, ObjectLabel label, CancellationToken ct)
        => (await backend.HeadAsync(backend.Names.Object(name), ct))?.Label?.WriteId == label.WriteId;

    private async Task TakeBackAsync(CommitRequest request, ObjectLabel label)
    {
        if (label.Description is null)
            await backend.DeleteAsync(records.Place(request.Name, FactsRecord.Ahead(label.WriteId, request.Description)), CancellationToken.None);
    }
}
