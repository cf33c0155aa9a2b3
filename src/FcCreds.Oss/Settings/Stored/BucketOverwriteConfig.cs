using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketOverwriteConfig": rules for what may not be overwritten.</summary>
internal sealed class BucketOverwriteConfig : IBucketSetting
{
    public static string Name => "overwriteConfig";

    public static string Root => "OverwriteConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchBucketOverwriteConfig, call);

    public static XElement Check(XElement given, OssCall call)
    {
        foreach (var rule in Expect.Some(given, "Rule", 100)) Expect.OneOf(rule, "Action", "forbid");
        return given;
    }
}
