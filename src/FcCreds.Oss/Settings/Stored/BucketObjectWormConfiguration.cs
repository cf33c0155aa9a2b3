using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketObjectWormConfiguration": how long new objects would be retained.</summary>
internal sealed class BucketObjectWormConfiguration : IBucketSetting
{
    public static string Name => "objectWorm";

    public static string Root => "ObjectWormConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchObjectWormConfiguration, call);

    public static XElement Check(XElement given, OssCall call)
    {
        Expect.OneOf(given, "ObjectWormEnabled", "Enabled");
        if (given.Element("Rule") is not { } rule) return given;
        var retention = Expect.Child(rule, "DefaultRetention");
        Expect.OneOf(retention, "Mode", "GOVERNANCE", "COMPLIANCE");
        if (retention.Elements("Days").Count() + retention.Elements("Years").Count() != 1) throw OssXml.Malformed("A default retention lasts Days or Years.");
        Expect.Number(retention, retention.Element("Days") is null ? "Years" : "Days", 1, 36500);
        return given;
    }
}
