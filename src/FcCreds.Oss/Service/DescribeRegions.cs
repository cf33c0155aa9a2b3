using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Service;

/// <summary>"DescribeRegions": this server is one region, its own.</summary>
internal sealed class DescribeRegions : IPlainOperation<DescribeRegions>
{
    public static IEnumerable<Demand> Demands(DescribeRegions input, OssCall call) => [Demand.OnService(call)];

    public static ValueTask<OssReply> RunAsync(DescribeRegions input, OssCall call, CancellationToken ct)
    {
        var (region, options) = (call.Options.Region, call.Options);
        if (call.Query("regions") is { Length: > 0 } asked && asked != $"oss-{region}") throw OssErrors.BadArgument("The region does not exist here.", "regions", asked);
        return new(OssReply.Xml(new XElement("RegionInfoList", new XElement("RegionInfo",
            new XElement("Region", $"oss-{region}"),
            new XElement("InternetEndpoint", In(options.ExtranetEndpoint)),
            new XElement("InternalEndpoint", In(options.IntranetEndpoint)),
            new XElement("AccelerateEndpoint", "oss-accelerate.aliyuncs.com")))));

        string In(string pattern) => pattern.Replace("{region}", region, StringComparison.Ordinal);
    }
}
