using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"ListLiveChannel"; clean-up code of SDKs asks for it whether or not there is a channel.</summary>
internal sealed class ListLiveChannel : IOperation<ListLiveChannel>
{
    public required string Prefix { get; init; }

    public required string Marker { get; init; }

    public required int MaxKeys { get; init; }

    public static string Parameters => "prefix marker max-keys";

    public static ValueTask<ListLiveChannel> ReadAsync(OssCall call, CancellationToken ct) => new(new ListLiveChannel
    {
        Prefix = call.Query("prefix") ?? "",
        Marker = call.Query("marker") ?? "",
        MaxKeys = call.QueryNumber("max-keys", 100, 1, 1000),
    });

    public static IEnumerable<Demand> Demands(ListLiveChannel input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(ListLiveChannel input, OssCall call, CancellationToken ct)
    {
        var rest = call.Settings.All(LiveChannel.Kind)
            .Where(one => one.Key.StartsWith(input.Prefix, StringComparison.Ordinal) && string.CompareOrdinal(one.Key, input.Marker) > 0)
            .ToArray();
        var page = rest.Take(input.MaxKeys).ToArray();
        var isTruncated = rest.Length > page.Length;
        return new(OssReply.Xml(new XElement("ListLiveChannelResult",
            new XElement("Prefix", input.Prefix),
            new XElement("Marker", input.Marker),
            new XElement("MaxKeys", input.MaxKeys.ToString(CultureInfo.InvariantCulture)),
            new XElement("IsTruncated", isTruncated),
            new XElement("NextMarker", isTruncated ? page[^1].Key : null),
            page.Select(one => Entry(call, one.Key, XElement.Parse(one.Value))))));
    }

    private static XElement Entry(OssCall call, string name, XElement configuration) => new("LiveChannel",
        new XElement("Name", name),
        configuration.Element("Description"),
        configuration.Element("Status"),
        configuration.Element("LastModified"),
        LiveChannel.Urls("PublishUrls", LiveChannel.PublishUrl(call, name)),
        LiveChannel.Urls("PlayUrls", LiveChannel.PlayUrl(call, name, configuration)));
}
