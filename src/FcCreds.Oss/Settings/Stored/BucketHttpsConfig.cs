using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketHttpsConfig": which versions of TLS are spoken. This server speaks what its host does.</summary>
internal sealed class BucketHttpsConfig : IBucketSetting
{
    public static string Name => "httpsConfig";

    public static string Root => "HttpsConfiguration";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("TLS", new XElement("Enable", "false")));

    public static XElement Check(XElement given, OssCall call)
    {
        var tls = Expect.Child(given, "TLS");
        var versions = tls.Elements("TLSVersion").Select(version => version.Value.Trim()).ToArray();
        if (Expect.Truth(tls, "Enable") == (versions.Length == 0)) throw OssXml.Malformed("TLS versions are named if, and only if, TLS is enabled.");
        return versions.All(version => version is "TLSv1.0" or "TLSv1.1" or "TLSv1.2" or "TLSv1.3") ? given : throw OssXml.Malformed("TLSVersion is TLSv1.0, TLSv1.1, TLSv1.2 or TLSv1.3.");
    }
}
