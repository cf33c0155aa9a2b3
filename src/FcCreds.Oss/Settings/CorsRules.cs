using System.Xml.Linq;
using FcCreds.Core.Policy;

namespace FcCreds.Oss.Settings;

/// <summary>The CORS rules of a bucket, ready to be matched.</summary>
/// <param name="Rules">In order; the first that matches counts.</param>
/// <param name="AlwaysVaries">Every reply says <c>Vary: Origin</c>, whether or not it was asked from elsewhere.</param>
internal sealed record CorsRules(IReadOnlyList<CorsRule> Rules, bool AlwaysVaries)
{
    /// <summary>Null where CORS is not enabled.</summary>
    public static CorsRules? Of(BucketSettings settings) => settings.View(BucketCors.Name, Read);

    /// <param name="headers">What a preflight asks leave to send.</param>
    public CorsRule? Find(string origin, string method, IReadOnlyList<string> headers)
    {
        foreach (var rule in Rules)
        {
            if (rule.Allows(origin, method, headers)) return rule;
        }
        return null;
    }

    private static CorsRules Read(string document)
    {
        var root = XElement.Parse(document);
        return new([.. root.Elements("CORSRule").Select(rule => new CorsRule(rule))], root.Element("ResponseVary")?.Value == "true");
    }
}

/// <summary>One rule.</summary>
internal sealed class CorsRule(XElement rule)
{
    private readonly WildcardPattern[] origins = Patterns(rule, "AllowedOrigin");
    private readonly WildcardPattern[] headers = Patterns(rule, "AllowedHeader");

    public IReadOnlyList<string> Methods { get; } = Values(rule, "AllowedMethod");

    public IReadOnlyList<string> ExposeHeaders { get; } = Values(rule, "ExposeHeader");

    public string? MaxAgeSeconds { get; } = rule.Element("MaxAgeSeconds")?.Value;

    public bool Allows(string origin, string method, IReadOnlyList<string> asked)
        => Matches(origins, origin) && Methods.Contains(method, StringComparer.Ordinal) && asked.All(name => Matches(headers, name));

    /// <summary><c>*</c> where the rule is for all origins, or the one that asked.</summary>
    public string AllowOrigin(string origin) => Array.Exists(origins, one => one.MatchesAnything) ? "*" : origin;

    private static bool Matches(WildcardPattern[] patterns, string value) => Array.Exists(patterns, pattern => pattern.Matches(value));

    private static string[] Values(XElement rule, string name) => [.. rule.Elements(name).Select(element => element.Value)];

    private static WildcardPattern[] Patterns(XElement rule, string name) => [.. Values(rule, name).Select(text => new WildcardPattern(text, ignoreCase: true))];
}
