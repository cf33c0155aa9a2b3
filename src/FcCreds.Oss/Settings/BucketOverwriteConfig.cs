using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketOverwriteConfig": objects that nobody, or not everybody, may overwrite.</summary>
internal sealed class BucketOverwriteConfig : IBucketSetting
{
    private const int MaxRules = 100;
    private const int MaxLength = 1023;

    public static string Name => "overwriteConfig";

    public static string Root => "OverwriteConfiguration";

    public static int MaxBody => 512 * 1024;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchOverwriteConfig, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var rules = given.Elements("Rule").Select(Rule).ToArray();
        var isUnique = rules.Select(rule => rule.Element("ID")!.Value).Distinct(StringComparer.Ordinal).Count() == rules.Length;
        return rules.Length is > 0 and <= MaxRules && isUnique ? new(Root, rules) : throw Malformed($"1 to {MaxRules} rules have IDs of their own.");
    }

    public static Exception Malformed(string detail) => OssErrors.MalformedOverwriteConfig.With(("ErrorDetail", detail));

    /// <summary>The first matching rule is enough; every filter of a rule must hold.</summary>
    public static bool Forbids(BucketSettings settings, Caller caller, string owner, string key)
        => settings.View(Name, static document => XElement.Parse(document).Elements("Rule").Select(rule => new OverwriteRule(rule)).ToArray()) is { } rules
            && Array.Exists(rules, rule => rule.Forbids(caller, owner, key));

    private static XElement Rule(XElement given)
    {
        if (given.Element("Action")?.Value.Trim() != "forbid") throw Malformed("Action is forbid.");
        var id = given.Element("ID")?.Value.Trim();
        var principals = given.Elements("Principals").Elements("Principal").Select(one => new XElement("Principal", one.Value.Trim())).ToArray();
        return new("Rule",
            new XElement("ID", string.IsNullOrEmpty(id) ? Guid.NewGuid().ToString() : id),
            new XElement("Action", "forbid"),
            Filter("Prefix"),
            Filter("Suffix"),
            principals.Length > 0 ? new XElement("Principals", principals) : null);

        XElement? Filter(string name)
        {
            var all = given.Elements(name).ToArray();
            return all.Length > 1 || all is [{ Value.Length: > MaxLength }] ? throw Malformed($"A rule has one {name} of at most {MaxLength} characters.") : all.FirstOrDefault();
        }
    }
}

/// <summary>One rule, ready to be asked.</summary>
internal sealed class OverwriteRule(XElement rule)
{
    private readonly string prefix = rule.Element("Prefix")?.Value ?? "";
    private readonly string suffix = rule.Element("Suffix")?.Value ?? "";
    private readonly StatementPrincipal principals = new() { Listed = [.. rule.Elements("Principals").Elements("Principal").Select(one => one.Value)] };

    /// <summary>For everyone it is for the owner too; otherwise the list reads as in a bucket policy.</summary>
    public bool Forbids(Caller caller, string owner, string key)
        => key.StartsWith(prefix, StringComparison.Ordinal) && key.EndsWith(suffix, StringComparison.Ordinal) && principals.Lists(caller, owner, hasCondition: true);
}

/// <summary>The Put of it: without its bucket it finds fault with the document (seen in the Go v2 suite).</summary>
internal sealed class PutBucketOverwriteConfig : IOperation<PutBucketOverwriteConfig>
{
    public required PutSetting<BucketOverwriteConfig> Setting { get; init; }

    public static bool NeedsBucket => false;

    public static async ValueTask<PutBucketOverwriteConfig> ReadAsync(OssCall call, CancellationToken ct) => call.FoundBucket is null
        ? throw BucketOverwriteConfig.Malformed("There is no such bucket.")
        : new() { Setting = await PutSetting<BucketOverwriteConfig>.ReadAsync(call, ct) };

    public static IEnumerable<Demand> Demands(PutBucketOverwriteConfig input, OssCall call) => PutSetting<BucketOverwriteConfig>.Demands(input.Setting, call);

    public static ValueTask<OssReply> RunAsync(PutBucketOverwriteConfig input, OssCall call, CancellationToken ct)
        => PutSetting<BucketOverwriteConfig>.RunAsync(input.Setting, call, ct);
}
