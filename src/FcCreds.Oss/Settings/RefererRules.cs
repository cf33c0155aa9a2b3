using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Core.Policy;

namespace FcCreds.Oss.Settings;

/// <summary>Hotlink protection, ready to be asked ("Hotlink protection", "0003-00000501" to "…503").</summary>
internal sealed class RefererRules
{
    private readonly bool allowsEmpty;
    private readonly bool dropsQuery;
    private readonly bool dropsPath;
    private readonly RefererPattern[] allowed;
    private readonly RefererPattern[] denied;

    private RefererRules(XElement document)
    {
        allowsEmpty = Is("AllowEmptyReferer");
        dropsQuery = Is("AllowTruncateQueryString");
        dropsPath = Is("TruncatePath");
        allowed = Patterns("RefererList");
        denied = Patterns("RefererBlacklist");

        bool Is(string name) => document.Element(name)?.Value == "true";

        RefererPattern[] Patterns(string list) => [.. document.Elements(list).Elements("Referer").Select(one => new RefererPattern(one.Value))];
    }

    /// <summary>Null where the bucket has no such rules.</summary>
    public static RefererRules? Of(BucketSettings settings) => settings.View(BucketReferer.Name, static document => new RefererRules(XElement.Parse(document)));

    /// <summary>Null when the Referer header is acceptable. Without any list nothing is checked: otherwise nobody would get in.</summary>
    public ServiceError? Refusal(string? referer)
    {
        if (allowed.Length + denied.Length == 0) return null;
        if (string.IsNullOrEmpty(referer)) return allowsEmpty ? null : OssErrors.RefererEmpty;
        var page = Truncated(referer);
        if (Array.Exists(denied, pattern => pattern.Covers(page))) return OssErrors.RefererDenied;
        return allowed.Length == 0 || Array.Exists(allowed, pattern => pattern.Covers(page)) ? null : OssErrors.RefererNotListed;
    }

    private string Truncated(string referer)
    {
        if (dropsPath)
        {
            var host = referer.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0;
            var end = referer.AsSpan(host).IndexOfAny('/', '?', '#');
            return end < 0 ? referer : referer[..(host + end)];
        }
        var query = dropsQuery ? referer.IndexOf('?', StringComparison.Ordinal) : -1;
        return query < 0 ? referer : referer[..query];
    }
}

/// <summary>An entry of a list: a prefix with wildcards; without a scheme it is for any.</summary>
internal sealed class RefererPattern(string text)
{
    private readonly WildcardPattern pattern = new(text + "*", ignoreCase: true);

    public bool Covers(string referer)
        => pattern.Matches(referer)
            || (!text.Contains("://", StringComparison.Ordinal) && referer.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at && pattern.Matches(referer.AsSpan(at + 3)));
}
