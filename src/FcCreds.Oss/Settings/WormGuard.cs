using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>Keeps writes and deletes off what the bucket's retention policy protects.</summary>
internal static class WormGuard
{
    /// <summary>Why this object, or this version of it, may not go now; null when it may.</summary>
    public static async ValueTask<ServiceError?> RefusalAsync(OssCall call, ObjectName name, string? versionId, CancellationToken ct)
    {
        var now = call.Clocks.Life.GetUtcNow();
        if (BucketWorm.Of(call.Settings, now) is not { } worm) return null;
        return await call.Store.FindAsync(name, versionId, ct) is { IsDeleteMarker: false } found && worm.Protects(found.LastModified, now) ? OssErrors.FileImmutable : null;
    }

    /// <summary>
    /// The commit, held to what was looked at: whatever comes there meanwhile is protected, too, so that losing the race is as good as
    /// finding it.
    /// </summary>
    public static async ValueTask<CommitOutcome> CommitAsync(OssCall call, CommitRequest request, CancellationToken ct)
    {
        var now = call.Clocks.Life.GetUtcNow();
        if (BucketWorm.Of(call.Settings, now) is not { } worm) return await call.Store.CommitAsync(request, ct);
        var found = await call.Store.FindAsync(request.Name, null, ct);
        if (found is { IsDeleteMarker: false } && worm.Protects(found.LastModified, now)) throw Immutable(request.Name);
        if (request.Precondition.Kind != PreconditionKind.Any) return await call.Store.CommitAsync(request, ct);
        var held = request with { Precondition = found is null ? Precondition.Absent : Precondition.AtRevision(found.Revision) };
        var outcome = await call.Store.CommitAsync(held, ct);
        return outcome.Verdict == CommitVerdict.PreconditionFailed ? throw Immutable(request.Name) : outcome;
    }

    public static ServiceException Immutable(ObjectName name) => OssErrors.FileImmutable.With(("Key", name.Key));
}
