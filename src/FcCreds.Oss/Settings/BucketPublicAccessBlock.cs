using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketPublicAccessBlock": what is public about the bucket is ignored, and nothing more can be made public.</summary>
internal sealed class BucketPublicAccessBlock : IBucketSetting
{
    public static string Name => "publicAccessBlock";

    public static string Root => "PublicAccessBlockConfiguration";

    public static bool IsOn(BucketSettings settings) => settings.View(Name, XElement.Parse) is { } document && IsOn(document);

    public static bool IsOn(XElement configuration) => configuration.Element("BlockPublicAccess")?.Value == "true";

    /// <summary>The document with that answer; it is off when nobody said anything.</summary>
    public static XElement Document(bool isOn) => new(Root, new XElement("BlockPublicAccess", isOn));

    public static XElement WhenNotSet(OssCall call) => Document(isOn: false);

    public static XElement Check(XElement given, OssCall call) => Check(given);

    public static XElement Check(XElement given) => given.Element("BlockPublicAccess")?.Value.Trim().ToLowerInvariant() switch
    {
        "true" => Document(isOn: true),
        null or "" or "false" => Document(isOn: false),
        _ => throw OssXml.Malformed("BlockPublicAccess is true or false."),
    };
}
