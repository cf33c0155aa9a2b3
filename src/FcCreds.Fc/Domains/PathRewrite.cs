using System.Text.RegularExpressions;
using FcCreds.Fc.Triggers;

namespace FcCreds.Fc.Domains;

/// <summary>
/// <c>rewriteConfig</c>: what path the function sees instead of the one that was asked for. Equal rules come first, then wildcards,
/// then regular expressions; the first that matches is the only one that counts.
/// </summary>
internal sealed record PathRewrite(IReadOnlyList<PathRewriteRule> Rules)
{
    public static readonly PathRewrite None = new([]);

    /// <summary>Keys, in the order in which their rules are asked.</summary>
    private static readonly string[] Keys = ["equalRules", "wildcardRules", "regexRules"];

    public static PathRewrite Read(SettingsSection route)
    {
        if (route.Inner("rewriteConfig", "rewriteConfig", Keys) is not { } config) return None;
        List<PathRewriteRule> rules = [];
        foreach (var key in Keys)
        {
            foreach (var (item, at) in config.Items(key))
            {
                if (SettingsSection.Open(item, at, "a rewrite rule", ["match", "replacement"], config.Problems) is not { } section) continue;
                var (match, replacement) = (section.RequiredText("match"), section.RequiredText("replacement"));
                if (match is null || replacement is null) continue;
                if (PathRewriteRule.Create(key, match, replacement, out var why) is { } rule) rules.Add(rule);
                else section.Problem("match", why);
                if (!replacement.StartsWith('/') && key != "regexRules") section.Problem("replacement", $"'{replacement}' is no path: it begins with '/'.");
            }
        }
        return new(rules);
    }

    public string Apply(string rawPath)
    {
        foreach (var rule in Rules)
        {
            if (rule.Apply(rawPath) is { } rewritten) return rewritten.StartsWith('/') ? rewritten : "/" + rewritten;
        }
        return rawPath;
    }
}

/// <summary>One rule; every kind comes down to a pattern, and <c>$1</c> to what its first wildcard or group took.</summary>
internal sealed class PathRewriteRule
{
    private readonly Regex pattern;
    private readonly string replacement;

    private PathRewriteRule(Regex pattern, string replacement) => (this.pattern, this.replacement) = (pattern, replacement);

    /// <summary>Null, and the reason, for what is no regular expression (RE2's kind: no look-around, no back-references, as in Go).</summary>
    public static PathRewriteRule? Create(string kind, string match, string replacement, out string why)
    {
        why = "";
        try
        {
            var text = kind switch
            {
                "equalRules" => $"^{Regex.Escape(match)}$",
                "wildcardRules" => $"^{Regex.Escape(match).Replace("\\*", "(.*)", StringComparison.Ordinal)}$",
                _ => match,
            };
            // Takes time in proportion to the path, whatever the pattern: it is the user's own, but the path is a stranger's.
            return new(new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), kind == "equalRules" ? replacement.Replace("$", "$$", StringComparison.Ordinal) : replacement);
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
        {
            why = $"'{match}' is no regular expression that can be used: {invalid.Message}";
            return null;
        }
    }

    /// <summary>Null when the rule is not for that path.</summary>
    public string? Apply(string rawPath) => pattern.Match(rawPath) is { Success: true } found
        ? string.Concat(rawPath.AsSpan(0, found.Index), found.Result(replacement), rawPath.AsSpan(found.Index + found.Length))
        : null;
}
