using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Lifecycle;

/// <summary>Reads the rules of a lifecycle, and refuses those that the cloud refuses.</summary>
internal static class LifecycleReader
{
    private const int MaxRules = 1000;
    private const int MaxIdBytes = 255;

    private static readonly string[] Actions = ["Expiration", "Transition", "NoncurrentVersionExpiration", "NoncurrentVersionTransition", "AbortMultipartUpload"];

    public static IReadOnlyList<LifecycleRule> Read(XElement configuration)
    {
        var rules = Expect.Some(configuration, "Rule", MaxRules).Select(Rule).ToArray();
        return rules.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count() == rules.Length
            ? rules
            : throw OssErrors.InvalidArgument.Saying("Two rules have the same ID.", ("ArgumentName", "ID"));
    }

    private static LifecycleRule Rule(XElement element)
    {
        var id = Expect.Some(element, "ID");
        if (Encoding.UTF8.GetByteCount(id) > MaxIdBytes) throw OssErrors.BadArgument($"The ID is longer than {MaxIdBytes} bytes.", "ID", id);
        var (filter, expiration) = (element.Element("Filter"), element.Element("Expiration"));
        var rule = new LifecycleRule
        {
            Id = id,
            IsEnabled = Expect.OneOf(element, "Status", "Enabled", "Disabled") == "Enabled",
            Prefix = element.Element("Prefix")?.Value ?? "",
            Tags = [.. element.Elements("Tag").Select(Tag)],
            Not = [.. (filter?.Elements("Not") ?? []).Select(Exclusion)],
            LargerThan = Size(filter, "ObjectSizeGreaterThan"),
            SmallerThan = Size(filter, "ObjectSizeLessThan"),
            ExpiresMarkers = expiration?.Element("ExpiredObjectDeleteMarker") is not null && Expect.Truth(expiration, "ExpiredObjectDeleteMarker"),
            Expiration = expiration is null || expiration.Element("ExpiredObjectDeleteMarker") is not null ? null : Time(expiration),
            Transitions = [.. Moves(element, "Transition").Select(move => (Time(move), Class(move)))],
            NoncurrentExpiration = element.Element("NoncurrentVersionExpiration") is { } noncurrent ? NoncurrentTime(noncurrent) : null,
            NoncurrentTransitions = [.. Moves(element, "NoncurrentVersionTransition").Select(move => (NoncurrentTime(move), Class(move)))],
            AbortUploads = element.Element("AbortMultipartUpload") is { } uploads ? Time(uploads) : null,
        };
        Check(rule, element);
        return rule;
    }

    private static void Check(LifecycleRule rule, XElement element)
    {
        if (Actions.All(name => element.Element(name) is null))
            throw OssXml.Malformed("A rule has at least one action.");
        if (element.Element("Expiration") is { } expiration && expiration.Element("ExpiredObjectDeleteMarker") is not null && expiration.Elements().Count() > 1)
            throw OssXml.Malformed("ExpiredObjectDeleteMarker goes with no time.");
        if (rule.Tags.Count > 0 && (rule.AbortUploads is not null || rule.ExpiresMarkers))
            throw OssXml.Malformed("A rule with tags aborts no uploads and expires no delete markers: neither has tags.");
        if (rule.LargerThan >= rule.SmallerThan) throw OssXml.Malformed("ObjectSizeGreaterThan is less than ObjectSizeLessThan.");
        if (rule.Not.Any(exclusion => !exclusion.Prefix.StartsWith(rule.Prefix, StringComparison.Ordinal)))
            throw OssErrors.InvalidArgument.Saying("The prefix of Not starts with that of its rule.", ("ArgumentName", "Prefix"));
        LifecycleConflicts.CheckOrder(rule.Transitions, rule.Expiration);
        LifecycleConflicts.CheckOrder(rule.NoncurrentTransitions, rule.NoncurrentExpiration);
    }

    private static LifecycleTime Time(XElement parent)
    {
        var times = parent.Elements().Where(element => element.Name.LocalName is "Days" or "CreatedBeforeDate" or "Date").ToArray();
        if (times.Length != 1) throw OssXml.Malformed($"{parent.Name} has either Days or CreatedBeforeDate.");
        return times[0].Name.LocalName switch
        {
            "Days" => new(Expect.Number(parent, "Days", 1, int.MaxValue), null, null),
            "Date" => new(null, null, Midnight(times[0].Value)),
            _ => new(null, Midnight(times[0].Value), null),
        };
    }

    private static LifecycleTime NoncurrentTime(XElement parent) => new(Expect.Number(parent, "NoncurrentDays", 1, int.MaxValue), null, null);

    /// <summary>Transitions by time of access are left out: no such times are kept.</summary>
    private static IEnumerable<XElement> Moves(XElement rule, string name) => rule.Elements(name).Where(move => Expect.Text(move, "IsAccessTime") != "true");

    private static string Class(XElement move) => Expect.OneOf(move, "StorageClass", "IA", "Archive", "ColdArchive", "DeepColdArchive");

    private static DateTimeOffset Midnight(string text)
        => DateTimeOffset.TryParseExact(text.Trim(), ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.TimeOfDay == TimeSpan.Zero
            ? time
            : throw OssErrors.InvalidArgument.Saying("A date is midnight UTC in ISO 8601, such as 2026-01-02T00:00:00.000Z.", ("ArgumentName", "CreatedBeforeDate"), ("ArgumentValue", text));

    private static ObjectTag Tag(XElement element) => new(Expect.Some(element, "Key"), element.Element("Value")?.Value ?? "");

    private static LifecycleExclusion Exclusion(XElement element)
        => new(element.Element("Prefix")?.Value ?? "", element.Element("Tag") is { } tag ? Tag(tag) : null);

    private static long? Size(XElement? filter, string name) => filter?.Element(name) is null
        ? null
        : long.TryParse(Expect.Some(filter, name), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : throw OssXml.Malformed($"{name} is a number of bytes.");
}
