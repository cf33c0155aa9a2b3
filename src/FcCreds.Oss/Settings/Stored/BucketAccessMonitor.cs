using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketAccessMonitor": whether times of access are kept; here they are not.</summary>
internal sealed class BucketAccessMonitor : IBucketSetting
{
    public static string Name => "accessmonitor";

    public static string Root => "AccessMonitorConfiguration";

    public static OperationState State => OperationState.Stored;

    public static string Of(BucketSettings settings)
        => settings.Find(Name) is { } document ? XElement.Parse(document).Element("Status")!.Value : "Disabled";

    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("Status", "Disabled"));

    public static XElement Check(XElement given, OssCall call)
    {
        return new(Root, new XElement("Status", Expect.OneOf(given, "Status", "Enabled", "Disabled")));
    }
}
