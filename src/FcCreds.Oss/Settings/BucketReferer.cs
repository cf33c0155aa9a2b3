using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketReferer": hotlink protection. There is no Delete: putting empty lists ends it.</summary>
internal sealed class BucketReferer : IBucketSetting
{
    public static string Name => "referer";

    public static string Root => "RefererConfiguration";

    public static XElement WhenNotSet(OssCall call) => Check(new(Root), call);

    public static XElement Check(XElement given, OssCall call)
    {
        var denied = Referers(given, "RefererBlacklist");
        return new(Root,
            Flag(given, "AllowEmptyReferer", standard: true),
            Flag(given, "AllowTruncateQueryString", standard: true),
            Flag(given, "TruncatePath", standard: false),
            new XElement("RefererList", Referers(given, "RefererList")),
            denied.Length > 0 ? new XElement("RefererBlacklist", denied) : null);
    }

    private static XElement Flag(XElement given, string name, bool standard) => new(name, given.Element(name)?.Value.Trim().ToLowerInvariant() switch
    {
        null or "" => standard,
        "true" => true,
        "false" => false,
        _ => throw OssXml.Malformed($"{name} is true or false."),
    });

    /// <summary>SDKs send one empty element for an empty list.</summary>
    private static XElement[] Referers(XElement given, string list)
        => [.. given.Elements(list).Elements("Referer").Select(one => one.Value.Trim()).Where(one => one.Length > 0).Select(one => new XElement("Referer", one))];
}
