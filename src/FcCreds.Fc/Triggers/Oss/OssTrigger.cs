using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Fc.Triggers.Oss;

/// <summary>A function's oss trigger, with its settings read.</summary>
internal sealed record OssTrigger(CataloguedFunction Function, TriggerDeclaration Declaration, OssTriggerSettings Settings, string Bucket)
{
    public const string Type = "oss";

    /// <summary>Oss triggers that a bucket may have.</summary>
    public const int MostPerBucket = 10;

    public const string OverlapMessage = "Cannot specify overlapping prefix and suffix with same event type.";

    /// <summary>40 hex digits in the event (<c>ruleId</c>); the same as long as the trigger is.</summary>
    public string RuleId { get; } = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"{Function.Declaration.Arn}/{Declaration.TriggerName}")));

    /// <summary>The bucket of <c>acs:oss:region:account:bucket</c>; null for anything else.</summary>
    public static string? BucketOf(string? sourceArn) => sourceArn?.Split(':') is ["acs", "oss", _, _, { Length: > 0 } bucket] && !bucket.Contains('/', StringComparison.Ordinal) ? bucket : null;

    /// <summary>The settings of a declaration that is whole; null for one of another kind or with mistakes.</summary>
    public static (string Bucket, OssTriggerSettings Settings)? Read(TriggerDeclaration declaration)
    {
        List<SettingsProblem> problems = [];
        return declaration.TriggerType == Type && BucketOf(declaration.SourceArn) is { } bucket && OssTriggerSettings.Read(declaration.TriggerConfig, problems) is { } settings && problems.Count == 0
            ? (bucket, settings)
            : null;
    }

    /// <summary>What speaks against one more trigger beside those that are there; null when nothing does.</summary>
    public static string? Objection(TriggerDeclaration declaration, IEnumerable<TriggerDeclaration> others)
    {
        if (Read(declaration) is not { } mine) return null;
        var beside = others.Select(Read).OfType<(string Bucket, OssTriggerSettings Settings)>().Where(other => other.Bucket == mine.Bucket).ToList();
        if (beside.Exists(other => other.Settings.Overlaps(mine.Settings))) return OverlapMessage;
        return beside.Count >= MostPerBucket ? $"The bucket '{mine.Bucket}' has {MostPerBucket} oss triggers, which is the most." : null;
    }
}
