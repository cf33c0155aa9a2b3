using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Listing;

/// <summary>Merges the objects under their own keys with those whose keys are spelt out, and tells of each what its record says.</summary>
internal sealed class ObjectLister(S3Backend backend, ObjectFinder finder, FactsRecords records)
{
    public async ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct)
    {
        var pageSize = KeyMerge.PageSize(query);
        var spelt = new KeyCursor.Spelt(backend, S3Names.HiddenObjects(query.Bucket), query, pageSize);
        KeyCursor[] cursors = HiddenBucket.IsHidden(query.Bucket) ? [spelt] : [new KeyCursor.Plain(backend, query, pageSize), spelt];
        var (objects, prefixes) = (new List<ListedObject>(), new List<string>());
        string? last = null;
        while (await KeyMerge.SmallestAsync(cursors, ct) is var (cursor, listed))
        {
            var common = KeyMerge.CommonPrefix(query, listed.Key);
            // The page may start behind a common prefix, or in its middle: it was returned already.
            var isNew = common is null || KeyOrder.Instance.Compare(common, query.After) > 0;
            if (isNew && objects.Count + prefixes.Count == query.Limit) return new(await DescribeAsync(query, objects, ct), prefixes, last);
            if (common is null)
            {
                objects.Add(listed);
                cursor.Take();
            }
            else
            {
                if (isNew) prefixes.Add(common);
                foreach (var each in cursors) each.SkipPrefix(common);
            }
            last = common ?? listed.Key;
        }
        return new(await DescribeAsync(query, objects, ct), prefixes, null);
    }

    private async Task<IReadOnlyList<ObjectVersion>> DescribeAsync(ListQuery query, List<ListedObject> objects, CancellationToken ct)
    {
        if (objects.Count == 0) return [];
        var known = await RecordsBetweenAsync(query, objects[0].Key, objects[^1].Key, ct);
        var versions = new List<ObjectVersion>(objects.Count);
        foreach (var listed in objects)
        {
            var name = new ObjectName(query.Bucket, listed.Key);
            var about = S3Names.IsLong(name) ? await records.NamesOfAsync(name, ct) : known[listed.Key];
            versions.Add(finder.Version(query.Bucket, listed, about.FirstOrDefault(record => record.IsAbout(listed.ETag, listed.LastModified))));
        }
        return versions;
    }

    /// <summary>Records of the keys that are not too long, by key.</summary>
    private async Task<ILookup<string, FactsRecord>> RecordsBetweenAsync(ListQuery query, string first, string last, CancellationToken ct)
    {
        var folder = S3Names.Facts(query.Bucket);
        var end = S3Place.Spell(last);
        var found = new List<(string Key, FactsRecord Record)>();
        await foreach (var listed in backend.ListHiddenAsync(folder + S3Place.Spell(query.Prefix), folder + S3Place.Spell(first), ct))
        {
            if (listed.Key[folder.Length..].Split('/') is not [var spelt, var text] || FactsRecord.Read(text) is not { } record) continue;
            if (string.CompareOrdinal(spelt, end) > 0) break;
            found.Add((S3Place.Read(spelt), record));
        }
        return found.ToLookup(entry => entry.Key, entry => entry.Record, StringComparer.Ordinal);
    }
}
