using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"ListLiveChannel". No channel can be made, so there is none; clean-up code of SDKs asks.</summary>
internal sealed class ListLiveChannel : IOperation<ListLiveChannel>
{
    public required int MaxKeys { get; init; }

    public static string Parameters => "prefix marker max-keys";

    public static ValueTask<ListLiveChannel> ReadAsync(OssCall call, CancellationToken ct)
        => new(new ListLiveChannel { MaxKeys = call.QueryNumber("max-keys", 100, 1, 1000) });

    public static IEnumerable<Demand> Demands(ListLiveChannel input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(ListLiveChannel input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("ListLiveChannelResult",
            new XElement("Prefix", call.Query("prefix") ?? ""),
            new XElement("Marker", call.Query("marker") ?? ""),
            new XElement("MaxKeys", input.MaxKeys.ToString(CultureInfo.InvariantCulture)),
            new XElement("IsTruncated", "false"),
            new XElement("NextMarker"))));
}
