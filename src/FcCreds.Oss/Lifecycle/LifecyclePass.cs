using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Lifecycle;

/// <summary>Walks over the versions below a prefix, newest first for each key, and does to each what is due.</summary>
internal sealed class LifecyclePass(IObjectStore store, BucketSettings settings, IReadOnlyList<LifecycleRule> rules, LifecycleReport report, DateTimeOffset now)
{
    private const int PageSize = 1000;

    private readonly BucketWorm? worm = BucketWorm.Of(settings, now);
    private readonly bool asksForFacts = ObjectHold.IsEnabled(settings) || rules.Any(rule => rule.AsksForTags);

    /// <summary>What stood before, in the order of the list.</summary>
    private ObjectVersion? newer;

    /// <summary>A current delete marker of which it is not known yet whether anything lies behind it.</summary>
    private ObjectVersion? loneMarker;

    public async Task RunAsync(string prefix, CancellationToken ct)
    {
        var query = new ListQuery { Bucket = report.Bucket, Prefix = prefix, Limit = PageSize, AllVersions = true };
        while (true)
        {
            var page = await store.ListAsync(query, ct);
            foreach (var version in page.Objects)
            {
                if (loneMarker is { } marker)
                {
                    loneMarker = null;
                    if (marker.Name != version.Name) await RemoveMarkerAsync(marker, ct);
                }
                await LookAtAsync(version, ct);
                newer = version;
            }
            if (page.Next is null) break;
            query = query with { After = page.Next, AfterVersionId = page.NextVersionId };
        }
        if (loneMarker is { } last) await RemoveMarkerAsync(last, ct);
    }

    private async Task LookAtAsync(ObjectVersion version, CancellationToken ct)
    {
        if (worm is not null && worm.Protects(version.LastModified, now)) return;
        if (version is { IsLatest: true, IsDeleteMarker: true })
        {
            if (rules.Any(rule => rule.ExpiresMarkers && rule.IsAbout(version))) loneMarker = version;
            return;
        }
        // A listing may know no facts.
        if (asksForFacts)
        {
            if (await store.FindAsync(version.Name, version.VersionId, ct) is not { } found || found.Revision != version.Revision) return;
            version = found with { IsLatest = version.IsLatest };
        }
        if (asksForFacts && !version.IsLatest && ObjectHold.IsHeld(ObjectFacts.Of(version), now)) return;
        var about = rules.Where(rule => rule.IsAbout(version)).ToArray();
        if (about.Length == 0) return;
        if (version.IsLatest) await CurrentAsync(version, about, ct);
        // A version is noncurrent since the next one came.
        else if (newer is { } by && by.Name == version.Name) await NoncurrentAsync(version, about, by.LastModified, ct);
    }

    private async Task CurrentAsync(ObjectVersion version, LifecycleRule[] about, CancellationToken ct)
    {
        if (about.Any(rule => rule.Expiration is { } when && when.IsDue(version.LastModified, now)))
        {
            var outcome = await store.DeleteAsync(new() { Name = version.Name, Precondition = Precondition.AtRevision(version.Revision), VersionMode = settings.VersionMode }, ct);
            if (outcome.Verdict == CommitVerdict.Committed) report.Expired++;
        }
        else await MoveAsync(version, about.SelectMany(rule => rule.Transitions), version.LastModified, ct);
    }

    private async Task NoncurrentAsync(ObjectVersion version, LifecycleRule[] about, DateTimeOffset since, CancellationToken ct)
    {
        if (about.Any(rule => rule.NoncurrentExpiration is { } when && when.IsDue(since, now)))
        {
            if (await RemoveAsync(version, ct)) report.NoncurrentExpired++;
        }
        else if (!version.IsDeleteMarker) await MoveAsync(version, about.SelectMany(rule => rule.NoncurrentTransitions), since, ct);
    }

    private async Task MoveAsync(ObjectVersion version, IEnumerable<(LifecycleTime When, string StorageClass)> transitions, DateTimeOffset since, CancellationToken ct)
    {
        var coldest = transitions.Where(one => one.When.IsDue(since, now)).Select(one => one.StorageClass).MaxBy(StorageClassOrder.Coldness);
        if (coldest is null || StorageClassOrder.Coldness(coldest) <= StorageClassOrder.Coldness(version.Description.StorageClass)) return;
        // A listing knows less of an object than its facts say.
        if (await store.FindAsync(version.Name, version.VersionId, ct) is not { } found || found.Revision != version.Revision) return;
        var moved = found with { Description = found.Description with { StorageClass = coldest } };
        var facts = StorageClass.IsCold(coldest) ? (ObjectFacts.Of(found) with { TransitionedAt = now }).Write() : found.Description.Facts;
        if (await store.ReplaceFactsAsync(moved, facts, ct)) report.Transitioned++;
    }

    private async Task RemoveMarkerAsync(ObjectVersion marker, CancellationToken ct)
    {
        if (await RemoveAsync(marker, ct)) report.MarkersRemoved++;
    }

    private async Task<bool> RemoveAsync(ObjectVersion version, CancellationToken ct)
    {
        var outcome = await store.DeleteAsync(new() { Name = version.Name, VersionId = version.VersionId, Precondition = Precondition.AtRevision(version.Revision) }, ct);
        return outcome is { Verdict: CommitVerdict.Committed, Removed: not null };
    }
}
