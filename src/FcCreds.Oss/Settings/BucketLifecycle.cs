using System.Xml.Linq;
using FcCreds.Oss.Lifecycle;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketLifecycle": up to 1,000 rules, carried out by <see cref="LifecycleRun"/>.</summary>
internal sealed class BucketLifecycle : IBucketSetting
{
    private const string AllowOverlap = "x-oss-allow-same-action-overlap";

    public static string Name => "lifecycle";

    public static string Root => "LifecycleConfiguration";

    public static int MaxBody => 1024 * 1024;

    public static string Headers => AllowOverlap;

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchLifecycle, call);

    public static XElement Check(XElement given, OssCall call)
    {
        var named = LifecycleConflicts.Name(given);
        var rules = LifecycleReader.Read(named);
        if (call.Header(AllowOverlap) != "true") LifecycleConflicts.CheckOverlap(rules);
        if (named.Descendants("IsAccessTime").Any(element => element.Value.Trim() == "true")) call.Note("no-effect", "Transitions by time of access never happen: no such times are kept.");
        return named;
    }

    public static IReadOnlyList<LifecycleRule> Of(BucketSettings settings) => settings.View(Name, text => LifecycleReader.Read(XElement.Parse(text))) ?? [];

    /// <summary>For <c>x-oss-expiration</c>: when the current version goes, and by which rule.</summary>
    public static string? ExpirationOf(BucketSettings settings, ObjectVersion version)
    {
        if (!version.IsLatest) return null;
        var first = Of(settings).Where(rule => rule.Expiration is not null && rule.IsAbout(version))
            .Select(rule => (rule.Id, Due: rule.Expiration!.Due(version.LastModified))).Where(one => one.Due is not null)
            .OrderBy(one => one.Due).FirstOrDefault();
        return first.Due is { } due ? $"expiry-date=\"{ObjectHeaders.HttpTime(due)}\", rule-id=\"{first.Id}\"" : null;
    }
}
