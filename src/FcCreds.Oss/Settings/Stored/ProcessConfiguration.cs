using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutProcessConfiguration" (Java SDK's bucket process): how images may be asked for. Kept, not enforced.</summary>
internal sealed class ProcessConfiguration : IBucketSetting
{
    public static string Name => "processConfiguration";

    public static string Root => "BucketProcessConfiguration";

    public static OperationState State => OperationState.Stored;

    /// <summary>A guess: a bucket that nobody configured protects nothing.</summary>
    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("CompliedHost", "Public"), new XElement("SourceFileProtect", new XElement("Enabled", "false")));

    public static XElement Check(XElement given, OssCall call) => given;
}
