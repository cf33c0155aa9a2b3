using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>Makes a new current version, beside the others or in the place of the one that is there.</summary>
internal sealed class S3Commit(S3Backend backend, ObjectFinder finder, S3ObjectWrite write, VersionArchive archive, S3StoreOptions options, KeyLocks locks)
{
    public async ValueTask<CommitOutcome> RunAsync(CommitRequest request, CancellationToken ct)
    {
        foreach (var piece in request.Pieces.OfType<Piece.Staged>()) ((S3StagedContent)piece.Content).CheckFree();
        var keepsOthers = await archive.IsConcernedAsync(request.Name.Bucket, request.VersionMode, ct);
        if (!keepsOthers && request.Precondition.Kind == PreconditionKind.Any) return await write.RunAsync(request, stamp: null, WriteCondition.None, ct);
        using var held = await locks.EnterAsync(backend.Names.Object(request.Name), ct);
        return keepsOthers ? await AddAsync(request, ct) : await ReplaceAsync(request, ct);
    }

    private async Task<CommitOutcome> ReplaceAsync(CommitRequest request, CancellationToken ct)
    {
        var current = await finder.FindAsync(request.Name, ct);
        if (!request.Precondition.Holds(current)) return new(CommitVerdict.PreconditionFailed, current);
        var outcome = await write.RunAsync(request, stamp: null, WriteCondition.Of(request.Precondition, (current?.Content as S3Content)?.ETag), ct);
        return outcome.Verdict == CommitVerdict.PreconditionFailed ? outcome with { Version = await finder.FindAsync(request.Name, ct) } : outcome;
    }

    private async Task<CommitOutcome> AddAsync(CommitRequest request, CancellationToken ct)
    {
        var replacesNull = request.VersionMode != VersionMode.On;
        for (var turn = 1; ; turn++)
        {
            var history = await archive.ReadAsync(request.Name, ct);
            if (request.Precondition.Kind != PreconditionKind.Any || turn > VersionArchive.Patience)
            {
                var current = await archive.FindAsync(history, versionId: null, ct);
                if (turn > VersionArchive.Patience || !request.Precondition.Holds(current)) return new(CommitVerdict.PreconditionFailed, current);
            }
            if (!await archive.KeepAsync(history, replacesNull, ct)) continue;
            var stamp = replacesNull ? null : new VersionStamp(history.NextOrder(options.Wire), IsNull: false, PutBackFrom: null);
            // Nobody else's version may be replaced without being kept, so the backend is asked to check what was found.
            var outcome = await write.RunAsync(request, stamp, WriteCondition.Over(history.MainContent), ct);
            if (outcome.Verdict == CommitVerdict.PreconditionFailed) continue;
            if (replacesNull && outcome.Verdict == CommitVerdict.Committed) await archive.RemoveNullAsync(history, ct);
            return outcome;
        }
    }
}
