using System.Net;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Fc.Domains;

/// <summary>Which names can be custom domains.</summary>
internal static class CustomDomainName
{
    private const string Wildcard = "*.";

    /// <summary>A host name of two labels or more that is neither the cloud's nor this machine's.</summary>
    public static bool IsValid(string name)
    {
        var labels = (name.StartsWith(Wildcard, StringComparison.Ordinal) ? name[Wildcard.Length..] : name).Split('.');
        return name.Length <= 253 && labels.Length >= 2 && labels.All(IsLabel)
            && !IPAddress.TryParse(name, out _)
            && !IsBelow(name, "aliyuncs.com") && !IsBelow(name, HttpTriggerHosts.CloudSuffix);
    }

    /// <summary>The names under which a host may be declared: its own, and the wildcard of its parent.</summary>
    public static IEnumerable<string> Candidates(string host)
    {
        var name = HttpTriggerHosts.NameOf(host);
        yield return name;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0) yield return string.Concat(Wildcard, name.AsSpan(dot + 1));
    }

    private static bool IsBelow(string name, string suffix) => name == suffix || name.EndsWith("." + suffix, StringComparison.Ordinal);

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
