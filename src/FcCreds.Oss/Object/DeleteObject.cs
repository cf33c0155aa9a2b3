using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"DeleteObject": 204 whether or not the object was there.</summary>
internal sealed class DeleteObject : IOperation<DeleteObject>
{
    private static readonly DeleteObject Input = new();

    /// <summary>The encoding has nothing to encode in an empty answer; the C# SDK 2.14.0 asks for it all the same.</summary>
    public static string Parameters => "versionId encoding-type";

    public static ValueTask<DeleteObject> ReadAsync(OssCall call, CancellationToken ct) => new(Input);

    public static IEnumerable<Demand> Demands(DeleteObject input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Write) with { Action = FindObject.Action(call, "oss:DeleteObject", "oss:DeleteObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(DeleteObject input, OssCall call, CancellationToken ct)
    {
        var versionId = call.Query("versionId");
        await call.Store.DeleteAsync(new() { Name = call.Name, VersionId = string.IsNullOrEmpty(versionId) ? null : versionId }, ct);
        return OssReply.Empty(204);
    }
}
