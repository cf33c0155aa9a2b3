using Amazon.S3;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Faults;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>Removes versions, or hides them behind a delete marker.</summary>
internal sealed class S3Removal(S3Backend backend, ObjectFinder finder, FactsRecords records, S3ObjectWrite write, VersionArchive archive, S3StoreOptions options, KeyLocks locks)
{
    private static readonly ObjectDescription MarkerDescription = new() { ETag = "", ObjectType = "", StorageClass = "" };

    public async ValueTask<RemovalOutcome> RunAsync(RemovalRequest request, CancellationToken ct)
    {
        var isNamed = request.VersionId is not (null or ObjectVersion.NullVersionId);
        var keepsOthers = isNamed || await archive.IsConcernedAsync(request.Name.Bucket, request.VersionMode, ct);
        using var held = await locks.EnterAsync(backend.Names.Object(request.Name), ct);
        try
        {
            for (var turn = 1; ; turn++)
            {
                var history = keepsOthers ? await archive.ReadAsync(request.Name, ct) : KeyHistory.Of(request.Name, await finder.FindAsync(request.Name, ct), []);
                var found = await archive.FindAsync(history, request.VersionId, ct);
                if (turn > VersionArchive.Patience || !request.Precondition.Holds(found)) return new(CommitVerdict.PreconditionFailed, found, null);
                if (await TryAsync(request, history, found, ct) is { } outcome) return outcome;
            }
        }
        catch (AmazonS3Exception fault) when (fault.IsBucketMissing())
        {
            return new(CommitVerdict.BucketNotFound, null, null);
        }
    }

    /// <summary>Null when somebody else was faster.</summary>
    private async Task<RemovalOutcome?> TryAsync(RemovalRequest request, KeyHistory history, ObjectVersion? found, CancellationToken ct)
    {
        if (request is { VersionId: null, VersionMode: not VersionMode.Off }) return await HideAsync(request, history, ct);
        var removed = request.VersionId is null ? await archive.FindAsync(history, ObjectVersion.NullVersionId, ct) : found;
        if (removed is null) return new(await IsBucketThereAsync(request.Name.Bucket, ct) ? CommitVerdict.Committed : CommitVerdict.BucketNotFound, null, null);
        return await RemoveAsync(history, removed, ct) ? new(CommitVerdict.Committed, removed, null) : null;
    }

    private async Task<RemovalOutcome?> HideAsync(RemovalRequest request, KeyHistory history, CancellationToken ct)
    {
        var replacesNull = request.VersionMode == VersionMode.Suspended;
        if (history.Main is null && !await IsBucketThereAsync(request.Name.Bucket, ct)) return new(CommitVerdict.BucketNotFound, null, null);
        var replaced = replacesNull ? await archive.FindAsync(history, ObjectVersion.NullVersionId, ct) : null;
        if (!await archive.KeepAsync(history, replacesNull, ct)) return null;
        var entry = new PastVersion { Order = history.NextOrder(options.Wire), IsNull = replacesNull, IsDeleteMarker = true, LastModified = options.Wire.GetUtcNow() };
        var marker = await archive.Index.WriteAsync(history.Name, entry, MarkerDescription, WriteCondition.None, ct);
        // As long as the object is there the marker does not count.
        await RemoveMainAsync(history, ct);
        if (replacesNull) await archive.RemoveNullAsync(history, ct);
        return new(CommitVerdict.Committed, replaced, marker! with { IsLatest = true });
    }

    /// <summary>False when the object under its own key has changed.</summary>
    private async Task<bool> RemoveAsync(KeyHistory history, ObjectVersion removed, CancellationToken ct)
    {
        await archive.SweepAsync(history, ct);
        var entry = (removed.Content as S3Content)?.Past?.Version;
        var previous = history.Past.FirstOrDefault(past => past.Order != entry?.Order);
        var isCurrent = entry is null || (history.Main is null && entry.Order == history.Past[0].Order);
        var isPutBack = isCurrent && previous is { IsDeleteMarker: false };
        if (isPutBack && !await PutBackAsync(history, previous!, ct)) return false;
        if (entry is null && !isPutBack) await RemoveMainAsync(history, ct);
        if (entry is not null) await archive.Index.RemoveAsync(history.Name, entry, keepContent: false, ct);
        if (isPutBack) await archive.Index.RemoveAsync(history.Name, previous!, keepContent: false, ct);
        return true;
    }

    /// <summary>Gives a version its own key again, over the one that is there.</summary>
    private async Task<bool> PutBackAsync(KeyHistory history, PastVersion past, CancellationToken ct)
    {
        if (await archive.Index.ReadAsync(history.Name, past, isLatest: true, ct) is not { } version) return false;
        var request = new CommitRequest { Name = history.Name, Pieces = [new Piece.Slice(version, 0, version.Length)], Description = version.Description };
        // The backend copies a large one, and looks at no condition then.
        var condition = version.Length > options.InlineLimit ? WriteCondition.None : WriteCondition.Over(history.MainContent);
        return (await write.RunAsync(request, new(past.Order, past.IsNull, past.LastModified), condition, ct)).Verdict == CommitVerdict.Committed;
    }

    private async Task<bool> IsBucketThereAsync(string bucket, CancellationToken ct) => await backend.HeadAsync(backend.Names.BucketRecord(bucket), ct) is not null;

    private async Task RemoveMainAsync(KeyHistory history, CancellationToken ct)
    {
        if (history.Main is null) return;
        await backend.DeleteAsync(backend.Names.Object(history.Name), ct);
        await records.SweepAsync(history.Name, kept: null, ct);
    }
}
