using System.Globalization;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"GetObjectMeta": only length, ETag, time and CRC; no content type, no user metadata. Of a symbolic link, its own.</summary>
internal sealed class GetObjectMeta : IPlainOperation<GetObjectMeta>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetObjectMeta input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Read) with { Action = FindObject.Action(call, "oss:GetObject", "oss:GetObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(GetObjectMeta input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        // Old clients ask by GET. That reply cannot announce a body that does not come.
        var reply = new OssReply(200) { Length = call.IsHead ? version.Length : 0 };
        ObjectHeaders.Identify(reply, call, version);
        ObjectHeaders.DescribeTransition(reply, version);
        return reply.With("x-oss-hash-crc64ecma", version.Description.Crc64?.ToString(CultureInfo.InvariantCulture));
    }
}
