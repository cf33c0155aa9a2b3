using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketImage" of the old image service (Java and C# SDKs): kept and shown; images are served by <c>x-oss-process</c> alone.</summary>
internal sealed class BucketImage : IBucketSetting
{
    private static readonly string[] Switches = ["OrigPicForbidden", "UseStyleOnly", "AutoSetContentType", "UseSrcFormat", "SetAttachName"];

    public static string Name => "img";

    public static string Root => "Channel";

    public static OperationState State => OperationState.Stored;

    /// <summary>A guess: the SDKs' tests never ask before they put.</summary>
    public static XElement WhenNotSet(OssCall call) => Document(new XElement(Root), call);

    public static XElement Check(XElement given, OssCall call) => Document(given, call);

    /// <summary>Whole, for the Java SDK (3.18) reads every element of the answer without asking whether it is there.</summary>
    private static XElement Document(XElement given, OssCall call) => new(
        Root,
        new XElement("Name", call.Bucket.Name),
        Switches.Select(name => new XElement(name, IsOn(given, name) ? "True" : "False")),
        new XElement("Default404Pic", given.Element("Default404Pic")?.Value),
        new XElement("StyleDelimiters", given.Element("StyleDelimiters")?.Value ?? "!"),
        new XElement("Status", "Enabled"));

    private static bool IsOn(XElement given, string name) => given.Element(name)?.Value.Trim().ToLowerInvariant() switch
    {
        "true" or "1" => true,
        null or "" or "false" or "0" => false,
        _ => throw OssXml.Malformed($"{name} is true or false."),
    };
}
