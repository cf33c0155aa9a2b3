using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Http;

namespace FcCreds.Oss.Website;

/// <summary>One rule: which requests it is for, and where they are led.</summary>
internal sealed class RoutingRule(XElement rule)
{
    private readonly XElement condition = rule.Element("Condition")!;
    private readonly XElement redirect = rule.Element("Redirect")!;

    public int Number { get; } = int.Parse(rule.Element("RuleNumber")!.Value.Trim(), CultureInfo.InvariantCulture);

    public string Type => redirect.Element("RedirectType")!.Value.Trim();

    private string Prefix => Text(condition, "KeyPrefixEquals") ?? "";

    /// <summary>A rule without a status is for the request; one with a status for what became of it.</summary>
    public bool Matches(OssCall call, int? status)
    {
        var wanted = Text(condition, "HttpErrorCodeReturnedEquals");
        var key = call.Address.Key;
        return wanted == status?.ToString(CultureInfo.InvariantCulture)
            && key.StartsWith(Prefix, StringComparison.Ordinal)
            && key.EndsWith(Text(condition, "KeySuffixEquals") ?? "", StringComparison.Ordinal)
            && condition.Elements("IncludeHeader").All(header => call.Header(Text(header, "Key") ?? "") == Text(header, "Equals"));
    }

    /// <summary>The key that the rule makes of the one asked for.</summary>
    public string KeyFor(string key)
    {
        if (Text(redirect, "ReplaceKeyWith") is { } whole) return whole.Replace("${key}", key, StringComparison.Ordinal);
        var replaces = Text(redirect, "ReplaceKeyPrefixWith") is not null || Text(redirect, "EnableReplacePrefix") == "true";
        return replaces ? Text(redirect, "ReplaceKeyPrefixWith") + key[Prefix.Length..] : key;
    }

    public OssReply Redirect(OssCall call)
    {
        var scheme = Text(redirect, "Protocol") ?? call.Wire.Scheme;
        var host = Text(redirect, "HostName") ?? call.Wire.Host;
        var location = $"{scheme}://{host}/{PercentEncoding.EncodePath(KeyFor(call.Address.Key))}";
        if (Text(redirect, "PassQueryString") == "true" && call.Wire.Query.Count > 0) location += $"?{string.Join('&', call.Wire.Query.Select(Written))}";
        return new OssReply(int.Parse(Text(redirect, "HttpRedirectCode") ?? "302", CultureInfo.InvariantCulture)) { Length = 0 }.With("Location", location);
    }

    private static string Written(QueryParameter parameter)
        => parameter.Value is null ? Uri.EscapeDataString(parameter.Name) : $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}";

    private static string? Text(XElement parent, string name) => parent.Element(name)?.Value is { Length: > 0 } text ? text : null;
}
