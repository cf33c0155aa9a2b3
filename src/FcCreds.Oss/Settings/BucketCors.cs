using System.Globalization;
using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketCors": up to ten rules by which browsers may read and write from other origins.</summary>
internal sealed class BucketCors : IBucketSetting
{
    private const int MaxRules = 10;
    private const int MaxAge = 999_999_999;

    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "POST", "HEAD"];

    public static string Name => "cors";

    public static string Root => "CORSConfiguration";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchCORSConfiguration, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var rules = given.Elements("CORSRule").Select(Rule).ToArray();
        if (rules.Length is 0 or > MaxRules) throw OssXml.Malformed($"A bucket has 1 to {MaxRules} CORS rules.");
        return new(Root, rules, new XElement("ResponseVary", IsTrue(given.Element("ResponseVary"))));
    }

    private static XElement Rule(XElement given)
    {
        var rule = new XElement("CORSRule",
            Values(given, "AllowedOrigin", OneStar),
            Values(given, "AllowedMethod", method => Methods.Contains(method, StringComparer.Ordinal)),
            Values(given, "AllowedHeader", OneStar),
            Values(given, "ExposeHeader", header => !header.Contains('*', StringComparison.Ordinal)));
        foreach (var required in new[] { "AllowedOrigin", "AllowedMethod" })
        {
            if (rule.Element(required) is null) throw OssXml.Malformed($"A CORS rule needs {required}.");
        }
        var ages = given.Elements("MaxAgeSeconds").ToArray();
        if (ages.Length > 1) throw OssXml.Malformed("A CORS rule has one MaxAgeSeconds.");
        if (ages.Length == 1) rule.Add(new XElement("MaxAgeSeconds", Age(ages[0].Value.Trim())));
        return rule;
    }

    private static IEnumerable<XElement> Values(XElement rule, string name, Func<string, bool> isRight)
    {
        foreach (var element in rule.Elements(name))
        {
            var value = element.Value.Trim();
            if (value.Length == 0 || !isRight(value)) throw OssErrors.BadArgument($"The value of {name} in a CORS rule is not valid.", name, value);
            yield return new(name, value);
        }
    }

    private static bool OneStar(string value) => value.AsSpan().Count('*') <= 1;

    private static int Age(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= MaxAge
        ? age
        : throw OssErrors.BadArgument($"MaxAgeSeconds is a number from 0 to {MaxAge}.", "MaxAgeSeconds", text);

    private static bool IsTrue(XElement? element) => element?.Value.Trim().ToLowerInvariant() switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw OssXml.Malformed("ResponseVary is true or false."),
    };
}
