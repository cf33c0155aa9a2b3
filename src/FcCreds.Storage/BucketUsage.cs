namespace FcCreds.Storage;

/// <summary>What a bucket holds. All versions count, as all are stored.</summary>
internal sealed record BucketUsage(IReadOnlyList<ClassUsage> Classes, long DeleteMarkers)
{
    /// <summary>By listing everything, for a store that keeps no count.</summary>
    public static async ValueTask<BucketUsage> CountAsync(IObjectStore store, string bucket, CancellationToken ct)
    {
        const int PageSize = 1000;
        var classes = new SortedDictionary<string, ClassUsage>(StringComparer.Ordinal);
        long markers = 0;
        var query = new ListQuery { Bucket = bucket, Limit = PageSize, AllVersions = true };
        while (true)
        {
            var page = await store.ListAsync(query, ct);
            foreach (var version in page.Objects)
            {
                if (version.IsDeleteMarker)
                {
                    markers++;
                    continue;
                }
                var storageClass = version.Description.StorageClass;
                var so = classes.GetValueOrDefault(storageClass) ?? new(storageClass, 0, 0);
                classes[storageClass] = so with { Objects = so.Objects + 1, Bytes = so.Bytes + version.Length };
            }
            if (page.Next is null) return new([.. classes.Values], markers);
            query = query with { After = page.Next, AfterVersionId = page.NextVersionId };
        }
    }
}

/// <summary>What is there of one storage class.</summary>
internal sealed record ClassUsage(string StorageClass, long Objects, long Bytes);
