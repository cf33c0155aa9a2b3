using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Service;

/// <summary>"GetUserQosInfo": the account's bandwidths in this region, in Gbit/s; -1 is without limit, as it is here.</summary>
internal sealed class GetUserQosInfo : IPlainOperation<GetUserQosInfo>
{
    private static readonly string[] Bandwidths =
    [
        "TotalUploadBandwidth", "IntranetUploadBandwidth", "ExtranetUploadBandwidth",
        "TotalDownloadBandwidth", "IntranetDownloadBandwidth", "ExtranetDownloadBandwidth",
    ];

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetUserQosInfo input, OssCall call) => [Demand.OnService(call)];

    public static ValueTask<OssReply> RunAsync(GetUserQosInfo input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("QoSConfiguration", new XElement("Region", $"oss-{call.Options.Region}"), Bandwidths.Select(name => new XElement(name, -1)))));
}
