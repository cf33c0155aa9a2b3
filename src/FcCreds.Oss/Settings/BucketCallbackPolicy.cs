using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketCallbackPolicy": callbacks under names, which an upload can call instead of describing them.</summary>
internal sealed class BucketCallbackPolicy : IBucketSetting
{
    public static string Name => "callbackPolicy";

    public static string Root => "BucketCallbackPolicy";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.BucketCallbackPolicyNotExist, call);

    public static XElement Check(XElement given, OssCall call) => new(Root, given.Elements("PolicyItem").Select(Item));

    /// <summary>The callback of that name and its variables, both as Base64 as an upload would send them; null when there is none.</summary>
    public static (string Callback, string? Variables)? Find(BucketSettings settings, string policyName)
        => settings.View(Name, XElement.Parse)?.Elements("PolicyItem").FirstOrDefault(item => item.Element("PolicyName")?.Value == policyName) is { } found
            ? (found.Element("Callback")!.Value, found.Element("CallbackVar")?.Value is { Length: > 0 } variables ? variables : null)
            : null;

    private static XElement Item(XElement given)
    {
        foreach (var required in new[] { "PolicyName", "Callback" })
        {
            if (string.IsNullOrWhiteSpace(given.Element(required)?.Value)) throw OssXml.Malformed($"A PolicyItem needs {required}.");
        }
        return new("PolicyItem", Copy("PolicyName"), Base64("Callback"), Base64("CallbackVar"));

        XElement? Copy(string name) => given.Element(name) is { } element ? new(name, element.Value.Trim()) : null;

        XElement? Base64(string name) => Copy(name) is not { } element || IsBase64(element.Value) ? Copy(name) : throw OssErrors.BadArgument($"{name} is not Base64.", name, element.Value);
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);
}
