using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"HeadObject": GetObject's headers without the body.</summary>
internal sealed class HeadObject : IOperation<HeadObject>
{
    public required ObjectLook Look { get; init; }

    public required Preconditions Conditions { get; init; }

    public static string Parameters => $"versionId {ResponseOverrides.Parameters}";

    public static async ValueTask<HeadObject> ReadAsync(OssCall call, CancellationToken ct)
        => new() { Look = await ObjectLook.TakeAsync(call, ct), Conditions = Preconditions.Read(call) };

    public static IEnumerable<Demand> Demands(HeadObject input, OssCall call) => input.Look.Demands(call);

    public static async ValueTask<OssReply> RunAsync(HeadObject input, OssCall call, CancellationToken ct)
    {
        var found = await input.Look.FollowAsync(call, ct);
        input.Conditions.Check(found.Seen);
        // "Because HeadObject has gzip enabled, head cannot get the file size correctly" (ali-oss 6.23 to browsers, which accept it).
        var compressed = Compression.Applies(call, found.Seen, found.Headers);
        var reply = new OssReply(200) { Length = found.Seen.Length, IsCompressed = compressed };
        ObjectHeaders.Describe(reply, call, found.Seen, found.Headers);
        ObjectHeaders.DescribeTransition(reply, found.Seen);
        if (compressed) Compression.Mark(reply);
        return reply;
    }
}
