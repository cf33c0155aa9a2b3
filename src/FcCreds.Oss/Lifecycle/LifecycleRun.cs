using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Oss.Multipart;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Lifecycle;

/// <summary>
/// Does what is due by the life clock. Every change is held to the version that was looked at, so several runs at once, and writers
/// meanwhile, do no harm. The cloud tells no trigger of what a lifecycle does; the journal has a note for each bucket.
/// </summary>
internal sealed class LifecycleRun(IObjectStore store, Clocks clocks, IJournal journal)
{
    private readonly BucketSettingsStore settings = new(store.Documents);

    public async Task<IReadOnlyList<LifecycleReport>> RunAsync(IEnumerable<string> accountIds, CancellationToken ct)
    {
        var reports = new List<LifecycleReport>();
        foreach (var accountId in accountIds)
        {
            foreach (var bucket in await store.ListBucketsAsync(accountId, ct))
            {
                var set = await settings.FindAsync(bucket, ct);
                var rules = BucketLifecycle.Of(set).Where(rule => rule.IsEnabled).ToArray();
                if (rules.Length == 0) continue;
                var report = new LifecycleReport(bucket.Name);
                foreach (var prefix in Prefixes(rules)) await new LifecyclePass(store, set, rules, report, clocks.Life.GetUtcNow()).RunAsync(prefix, ct);
                await AbortUploadsAsync(rules, report, ct);
                if (report.DidAnything) journal.Append(new JournalNote { Kind = "lifecycle", Message = report.ToString() });
                reports.Add(report);
            }
        }
        return reports;
    }

    /// <summary>What has to be listed: each key that a rule may be about, once.</summary>
    private static IEnumerable<string> Prefixes(IReadOnlyList<LifecycleRule> rules)
    {
        var all = rules.Select(rule => rule.Prefix).Distinct(StringComparer.Ordinal).ToArray();
        return all.Where(prefix => !all.Any(other => other.Length < prefix.Length && prefix.StartsWith(other, StringComparison.Ordinal)));
    }

    private async Task AbortUploadsAsync(IReadOnlyList<LifecycleRule> rules, LifecycleReport report, CancellationToken ct)
    {
        var now = clocks.Life.GetUtcNow();
        foreach (var rule in rules.Where(rule => rule.AbortUploads is not null))
        {
            foreach (var upload in await Uploads.ListAsync(store, report.Bucket, rule.Prefix, ct))
            {
                if (!rule.AbortUploads!.IsDue(upload.Initiated, now)) continue;
                if (await Uploads.FindAsync(store, new(report.Bucket, upload.Key), upload.UploadId, ct) is not { } open) continue;
                if (!await store.Documents.DeleteAsync(open.Document.Name, Precondition.AtRevision(open.Document.Revision), ct)) continue;
                await Parts.DeleteAllAsync(store, upload.UploadId, ct);
                report.UploadsAborted++;
            }
        }
    }
}
