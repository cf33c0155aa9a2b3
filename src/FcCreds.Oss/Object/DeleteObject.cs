using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"DeleteObject": 204 whether or not the object was there.</summary>
internal sealed class DeleteObject : IPlainOperation<DeleteObject>
{
    /// <summary>The encoding has nothing to encode in an empty answer; the C# SDK 2.14.0 asks for it all the same.</summary>
    public static string Parameters => "versionId encoding-type";

    public static IEnumerable<Demand> Demands(DeleteObject input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Write) with { Action = FindObject.Action(call, "oss:DeleteObject", "oss:DeleteObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(DeleteObject input, OssCall call, CancellationToken ct)
    {
        var versionId = call.Query("versionId");
        var request = new RemovalRequest
        {
            Name = call.Name,
            VersionId = string.IsNullOrEmpty(versionId) ? null : versionId,
            VersionMode = call.Settings.VersionMode,
        };
        if (await ObjectHold.RefusalAsync(call, call.Address.Key, request.VersionId, ct) is { } held) throw held.With(("Key", call.Address.Key));
        var outcome = await ObjectChange.DeleteAsync(call, request, "ObjectRemoved:DeleteObject", ct);
        var isMarker = outcome.Marker is not null || outcome.Removed is { IsDeleteMarker: true };
        return OssReply.Empty(204)
            .With("x-oss-version-id", call.VersionIdOf(outcome.Marker) ?? request.VersionId)
            .With("x-oss-delete-marker", isMarker ? "true" : null);
    }
}
