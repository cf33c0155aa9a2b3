using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketTransferAcceleration": kept and given back; there is nothing here to be faster than.</summary>
internal sealed class BucketTransferAcceleration : IBucketSetting
{
    public static string Name => "transferAcceleration";

    public static string Root => "TransferAccelerationConfiguration";

    public static OperationState State => OperationState.Stored;

    public static bool IsOn(BucketSettings settings) => settings.Find(Name) is { } document && XElement.Parse(document).Element("Enabled")!.Value == "true";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchTransferAccelerationConfiguration, call);

    public static XElement Check(XElement given, OssCall call) => given.Element("Enabled")?.Value is "true" or "false"
        ? new(Root, new XElement("Enabled", given.Element("Enabled")!.Value))
        : throw OssXml.Malformed("Enabled is true or false.");
}
