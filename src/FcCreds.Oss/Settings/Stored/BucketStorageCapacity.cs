using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketStorageCapacity": in GB; -1 is without limit. No upload is refused for it here.</summary>
internal sealed class BucketStorageCapacity : IBucketSetting
{
    public static string Name => "qos";

    public static string Root => "BucketUserQos";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("StorageCapacity", "-1"));

    public static XElement Check(XElement given, OssCall call)
    {
        return new(Root, new XElement("StorageCapacity", Expect.Number(given, "StorageCapacity", -1, int.MaxValue)));
    }
}
