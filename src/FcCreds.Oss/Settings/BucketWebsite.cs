using System.Globalization;
using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>
/// "PutBucketWebsite". The document comes back as it was put, for its many mirror elements are the client's business; what is acted
/// on is checked.
/// </summary>
internal sealed class BucketWebsite : IBucketSetting
{
    private const int MaxRules = 20;

    private static readonly string[] RedirectTypes = ["Mirror", "External", "Internal", "AliCDN"];

    public static string Name => "website";

    public static string Root => "WebsiteConfiguration";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchWebsiteConfiguration, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var document = new XElement(given);
        Normalize(document);
        var rules = document.Elements("RoutingRules").Elements("RoutingRule").ToArray();
        if (document.Element("IndexDocument") is null && document.Element("ErrorDocument") is null && rules.Length == 0)
            throw OssXml.Malformed("A website has an IndexDocument, an ErrorDocument or RoutingRules.");
        if (document.Element("IndexDocument") is { } index) CheckIndex(index);
        if (document.Element("ErrorDocument") is { } error) CheckError(error);
        if (rules.Length > MaxRules) throw OssXml.Malformed($"A website has at most {MaxRules} routing rules.");
        foreach (var rule in rules) CheckRule(rule);
        return document;
    }

    /// <summary>oss2 writes <c>True</c> and reads <c>true</c>; indentation is no content.</summary>
    private static void Normalize(XElement document)
    {
        foreach (var element in document.DescendantsAndSelf().ToArray())
        {
            if (element.HasElements) element.Nodes().OfType<XText>().Remove();
            else if (element.Value.Trim() is "True" or "False") element.Value = element.Value.Trim().ToLowerInvariant();
        }
    }

    private static void CheckIndex(XElement index)
    {
        Required(index, "Suffix");
        OneOf(index, "SupportSubDir", "true", "false");
        OneOf(index, "Type", "0", "1", "2");
    }

    private static void CheckError(XElement error)
    {
        Required(error, "Key");
        OneOf(error, "HttpStatus", "200", "404");
    }

    private static void CheckRule(XElement rule)
    {
        var number = Required(rule, "RuleNumber");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position < 1)
            throw OssErrors.BadArgument("RuleNumber is a number from 1.", "RuleNumber", number);
        if (rule.Element("Condition") is null) throw OssXml.Malformed("A routing rule needs a Condition.");
        var redirect = rule.Element("Redirect") ?? throw OssXml.Malformed("A routing rule needs a Redirect.");
        Required(redirect, "RedirectType");
        OneOf(redirect, "RedirectType", RedirectTypes);
        OneOf(redirect, "Protocol", "http", "https");
        OneOf(redirect, "HttpRedirectCode", "301", "302", "307");
        if (Has("ReplaceKeyWith") && Has("ReplaceKeyPrefixWith")) throw OssErrors.BadArgument("A rule has either ReplaceKeyWith or ReplaceKeyPrefixWith.", "ReplaceKeyWith", "");
        if (redirect.Element("RedirectType")!.Value.Trim() != "Mirror") return;
        Required(redirect, "MirrorURL");
        // Seen with oss2: of a mirror, PassQueryString reads back as MirrorPassQueryString.
        if (redirect.Element("MirrorPassQueryString")?.Value is { } passes) redirect.SetElementValue("PassQueryString", passes);

        bool Has(string name) => redirect.Element(name)?.Value.Length > 0;
    }

    private static string Required(XElement parent, string name)
        => parent.Element(name)?.Value.Trim() is { Length: > 0 } value ? value : throw OssXml.Malformed($"{parent.Name.LocalName} needs {name}.");

    private static void OneOf(XElement parent, string name, params string[] values)
    {
        if (parent.Element(name)?.Value.Trim() is { Length: > 0 } value && !values.Contains(value)) throw OssErrors.BadArgument($"{name} is one of {string.Join(", ", values)}.", name, value);
    }
}
