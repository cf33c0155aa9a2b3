using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketArchiveDirectRead": whether archived objects could be read without being restored.</summary>
internal sealed class BucketArchiveDirectRead : IBucketSetting
{
    public static string Name => "bucketArchiveDirectRead";

    public static string Root => "ArchiveDirectReadConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("Enabled", "false"));

    public static XElement Check(XElement given, OssCall call)
    {
        return new(Root, new XElement("Enabled", Expect.Truth(given, "Enabled")));
    }
}
