using FcCreds.Oss.Access;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>
/// What GetObject and HeadObject are about. It is looked up before anyone is asked for permission, and refuses nothing yet: behind a
/// symbolic link lies another object, which the caller must be allowed to read as well ("PutSymlink").
/// </summary>
/// <param name="Named">The version addressed; null when there is none.</param>
internal sealed record ObjectLook(ObjectVersion? Named)
{
    public string? Target { get; } = Named is { IsDeleteMarker: false, Description.ObjectType: PutSymlink.ObjectType } ? ObjectHeaders.Of(Named).SymlinkTarget : null;

    public static async ValueTask<ObjectLook> TakeAsync(OssCall call, CancellationToken ct)
        => new(await call.Store.FindAsync(call.Name, call.Query("versionId") is { Length: > 0 } versionId ? versionId : null, ct));

    /// <summary>For an operation that reads the content.</summary>
    public static async ValueTask<ObjectLook> TakeToReadAsync(OssCall call, CancellationToken ct)
        => new(await call.Store.FindToReadAsync(call.Name, call.Query("versionId") is { Length: > 0 } versionId ? versionId : null, ct));

    public IEnumerable<Demand> Demands(OssCall call)
    {
        yield return Demand.OnObject(call, AclAccess.Read) with { Action = FindObject.Action(call, "oss:GetObject", "oss:GetObjectVersion") };
        if (Target is not null) yield return Demand.On(new(call.Address.Bucket, Target), "oss:GetObject", AclAccess.Read);
    }

    /// <summary>Follows the link, if it is one, or says what is missing.</summary>
    public async ValueTask<ReadableObject> FollowAsync(OssCall call, CancellationToken ct)
    {
        var named = FindObject.Existing(call, Named, call.Name, call.Query("versionId"));
        if (Target is null) return new(named, named);
        var target = await call.Store.FindAsync(new(call.Address.Bucket, Target), null, ct);
        if (target is null or { IsDeleteMarker: true }) throw OssErrors.SymlinkTargetNotExist.With(("Key", call.Address.Key), ("TargetKey", Target));
        if (target.Description.ObjectType == PutSymlink.ObjectType) throw OssErrors.InvalidTargetType.With(("Key", call.Address.Key), ("TargetKey", Target));
        return new(named, target);
    }

    /// <summary>
    /// Follows the link and opens what is there. When it was replaced between the look and the opening, by a store that keeps nothing
    /// replaced, it is looked for again.
    /// </summary>
    public async ValueTask<T> ReadAsync<T>(OssCall call, Func<ReadableObject, ValueTask<T>> open, CancellationToken ct)
    {
        const int patience = 5;
        var look = this;
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await open(await look.FollowAsync(call, ct));
            }
            catch (ContentGoneException) when (turn < patience)
            {
                look = await TakeAsync(call, ct);
                // What a link leads to now is not what the caller was allowed to read.
                if (look.Target != Target) throw;
            }
        }
    }
}
