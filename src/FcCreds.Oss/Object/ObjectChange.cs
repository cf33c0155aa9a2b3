using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The one way in which operations change objects: commits or deletes, then tells whoever listens, once.</summary>
internal static class ObjectChange
{
    /// <summary>Commits a new current version of the object addressed. The event is named after the operation.</summary>
    public static async ValueTask<CommitOutcome> CommitAsync(OssCall call, CommitRequest request, CancellationToken ct)
    {
        var before = await LengthBeforeAsync(call, request.Name, ct);
        var outcome = await WormGuard.CommitAsync(call, ObjectHold.Retain(call, request), ct);
        if (outcome is { Verdict: CommitVerdict.Committed, Version: { } version }) Raise(call, $"ObjectCreated:{call.Row!.Name}", version, version.Length - before);
        return outcome;
    }

    /// <summary>Deletes an object or one of its versions.</summary>
    /// <param name="eventName"><c>ObjectRemoved:DeleteObject</c> or <c>ObjectRemoved:DeleteObjects</c>.</param>
    public static async ValueTask<RemovalOutcome> DeleteAsync(OssCall call, RemovalRequest request, string eventName, CancellationToken ct)
    {
        if (await WormGuard.RefusalAsync(call, request.Name, request.VersionId, ct) is not null) throw WormGuard.Immutable(request.Name);
        var outcome = await call.Store.DeleteAsync(request, ct);
        if (outcome.Verdict != CommitVerdict.Committed) return outcome;
        if (outcome.Removed is { } removed) Raise(call, eventName, removed, -removed.Length);
        else if (outcome.Marker is { } marker) Raise(call, eventName, marker, 0);
        return outcome;
    }

    /// <summary>Tells of a change that has been made.</summary>
    public static void Raise(OssCall call, string eventName, ObjectVersion version, long deltaSize)
    {
        var name = version.Name;
        if (!call.Events.AreWanted(name.Bucket)) return;
        var headers = version.IsDeleteMarker ? new() : ObjectHeaders.Of(version);
        call.Told.Add(call.Events.TellAsync(new()
        {
            EventName = eventName,
            Bucket = name.Bucket,
            BucketOwnerId = call.Bucket.OwnerAccountId,
            Region = call.Bucket.Region,
            Key = name.Key,
            ETag = version.Description.ETag,
            Size = version.Length,
            DeltaSize = deltaSize,
            MimeType = headers.ContentType,
            UserMeta = headers.Meta?.ToDictionary(pair => ObjectHeaders.MetaPrefix + pair.Key, pair => pair.Value) ?? [],
            VersionId = call.VersionIdOf(version),
            Time = version.LastModified,
            RequestId = call.RequestId,
            SourceIpAddress = call.Wire.SourceIp,
            PrincipalId = call.Caller.PrincipalId,
            SessionId = call.Caller.Session?.SessionId,
        }));
    }

    /// <summary>Asked only for listeners; of two writes at once both may count from the same length.</summary>
    private static async ValueTask<long> LengthBeforeAsync(OssCall call, ObjectName name, CancellationToken ct)
        => call.Events.AreWanted(name.Bucket) && await call.Store.FindAsync(name, null, ct) is { IsDeleteMarker: false } version ? version.Length : 0;
}
