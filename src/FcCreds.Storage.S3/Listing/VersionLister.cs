using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3.Listing;

/// <summary>Merges the objects under their own keys, or spelt out, with the index of the other versions.</summary>
internal sealed class VersionLister(S3Backend backend, ObjectFinder finder, FactsRecords records, VersionArchive archive)
{
    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct) => new Page(query, backend, finder, records, archive).RunAsync(ct);

    private sealed class Page(ListQuery query, S3Backend backend, ObjectFinder finder, FactsRecords records, VersionArchive archive)
    {
        private readonly KeyCursor[] objects = HiddenBucket.IsHidden(query.Bucket)
            ? [Spelt(backend, S3Names.HiddenObjects(query.Bucket), query)]
            : [new KeyCursor.Plain(backend, query, KeyMerge.PageSize(query)), Spelt(backend, S3Names.HiddenObjects(query.Bucket), query)];
        private readonly KeyCursor index = Spelt(backend, S3Names.Versions(query.Bucket), query);
        private readonly KeyCursor facts = Spelt(backend, S3Names.Facts(query.Bucket), query);
        private readonly List<ObjectVersion> versions = [];
        private readonly List<string> prefixes = [];
        private (string Name, string? VersionId)? last;

        private bool IsFull => versions.Count + prefixes.Count == query.Limit;

        public async ValueTask<ObjectPage> RunAsync(CancellationToken ct)
        {
            // A record alone is nothing to be listed.
            KeyCursor[] leading = [.. objects, index];
            if (!await AddRestOfKeyAsync(ct)) return Full();
            while (await KeyMerge.SmallestAsync(leading, ct) is var (_, next))
            {
                if (KeyMerge.CommonPrefix(query, next.Key) is { } common)
                {
                    // The page may start behind a common prefix, or in its middle: it was returned already.
                    if (KeyOrder.Instance.Compare(common, query.After) > 0)
                    {
                        if (IsFull) return Full();
                        prefixes.Add(common);
                        last = (common, null);
                    }
                    foreach (var cursor in leading.Append(facts)) cursor.SkipPrefix(common);
                }
                else if (!Add(await VersionsAsync(next.Key, ct)))
                {
                    return Full();
                }
            }
            return new(versions, prefixes, null);
        }

        private static KeyCursor.Spelt Spelt(S3Backend backend, string folder, ListQuery query) => new(backend, folder, query, KeyMerge.PageSize(query));

        private ObjectPage Full() => new(versions, prefixes, last?.Name, last?.VersionId);

        /// <summary>False when not all found room.</summary>
        private bool Add(IEnumerable<ObjectVersion> found)
        {
            foreach (var version in found)
            {
                if (IsFull) return false;
                versions.Add(version);
                last = (version.Name.Key, version.VersionId);
            }
            return true;
        }

        /// <summary>The versions behind the one at which the page before this one ended.</summary>
        private async Task<bool> AddRestOfKeyAsync(CancellationToken ct)
        {
            if (query.AfterVersionId is not { } after || !query.After.StartsWith(query.Prefix, StringComparison.Ordinal) || KeyMerge.CommonPrefix(query, query.After) is not null) return true;
            var isNull = after == ObjectVersion.NullVersionId;
            if (!isNull && VersionIds.Revision(after) is null) return true;
            var all = Versions(await archive.ReadAsync(new(query.Bucket, query.After), ct)).ToList();
            var place = all.FindIndex(version => version.Version.VersionId == after);
            // A null version that was removed since leaves no trace of its place; what is left of its key then comes once more.
            var rest = place >= 0 ? all.Skip(place + 1) : isNull ? all : all.Where(version => version.Order < VersionIds.Revision(after));
            return Add(rest.Select(version => version.Version));
        }

        private async Task<IEnumerable<ObjectVersion>> VersionsAsync(string key, CancellationToken ct)
        {
            var name = new ObjectName(query.Bucket, key);
            ListedObject? listed = null;
            foreach (var cursor in objects) listed = await cursor.TakeAllAsync(key, ct) is [var first, ..] ? first : listed;
            var entries = (await index.TakeAllAsync(key, ct)).Select(entry => PastVersion.Read(entry.Rest)).OfType<PastVersion>().ToList();
            var known = S3Names.IsLong(name)
                ? await records.NamesOfAsync(name, ct)
                : (await facts.TakeAllAsync(key, ct)).Select(record => FactsRecord.Read(record.Rest)).OfType<FactsRecord>().ToList();
            var about = listed is null ? null : known.FirstOrDefault(record => record.IsAbout(listed.ETag, listed.LastModified));
            // An object that no record matches, where there are records or other versions, was written or removed between the lists, or by
            // a process that died before its last step: only the object itself knows what it is.
            var history = listed is not null && about is null && (entries.Count > 0 || known.Count > 0)
                ? await archive.ReadAsync(name, ct)
                : KeyHistory.Of(name, listed is null ? null : finder.Version(query.Bucket, listed, about), entries);
            return Versions(history).Select(version => version.Version);
        }

        private static IEnumerable<(ObjectVersion Version, long Order)> Versions(KeyHistory history)
        {
            if (history.Main is { } main) yield return (main, history.MainOrder);
            foreach (var (i, entry) in history.Past.Index()) yield return (entry.Listed(history.Name, isLatest: history.Main is null && i == 0), entry.Order);
        }
    }
}
