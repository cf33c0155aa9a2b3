using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketRequesterQosInfo": the same of one requester.</summary>
internal sealed class BucketRequesterQosInfo : IBucketSetting
{
    public static string Name => "requesterQosInfo";

    public static string Root => "QoSConfiguration";

    public static OperationState State => OperationState.Stored;

    public static string? KeyParameter => "qosRequester";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchRequesterQosInfo, call);

    public static XElement Check(XElement given, OssCall call)
    {
        return BucketQosInfo.CheckBandwidths(given);
    }
}
