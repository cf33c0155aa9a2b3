using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"HeadObject": GetObject's headers without the body.</summary>
internal sealed class HeadObject : IOperation<HeadObject>
{
    public required Preconditions Conditions { get; init; }

    public static string Parameters => $"versionId {ResponseOverrides.Parameters}";

    public static ValueTask<HeadObject> ReadAsync(OssCall call, CancellationToken ct) => new(new HeadObject { Conditions = Preconditions.Read(call) });

    public static IEnumerable<Demand> Demands(HeadObject input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Read) with { Action = FindObject.Action(call, "oss:GetObject", "oss:GetObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(HeadObject input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        input.Conditions.Check(version);
        var reply = new OssReply(200) { Length = version.Length };
        ObjectHeaders.Describe(reply, call, version, ObjectHeaders.Of(version));
        return reply;
    }
}
