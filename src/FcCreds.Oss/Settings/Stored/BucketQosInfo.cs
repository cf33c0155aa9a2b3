using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketQosInfo": bandwidths, in Gbit/s; -1 is without limit. Nothing is slowed down here.</summary>
internal sealed class BucketQosInfo : IBucketSetting
{
    public static string Name => "qosInfo";

    public static string Root => "QoSConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement CheckBandwidths(XElement given)
    {
        foreach (var element in given.Elements()) Expect.Number(given, element.Name.LocalName, -1, int.MaxValue);
        return given;
    }

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchBucketQosInfo, call);

    public static XElement Check(XElement given, OssCall call)
    {
        return CheckBandwidths(given);
    }
}
