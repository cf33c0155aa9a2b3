using FcCreds.Oss.Multipart;
using FcCreds.Storage;

namespace FcCreds.Server.Control;

/// <summary>All buckets of an account, with all versions of their objects.</summary>
internal static class AccountBuckets
{
    private const int PageSize = 1000;

    public static async Task RemoveAsync(IObjectStore store, string accountId, CancellationToken ct)
    {
        foreach (var bucket in await store.ListBucketsAsync(accountId, ct))
        {
            await EmptyAsync(store, bucket.Name, ct);
            await store.DeleteBucketAsync(bucket.Name, ct);
        }
        // The uploads went with the buckets.
        await OrphanedParts.SweepAsync(store, ct);
    }

    private static async Task EmptyAsync(IObjectStore store, string bucket, CancellationToken ct)
    {
        while (true)
        {
            var page = await store.ListAsync(new() { Bucket = bucket, Limit = PageSize, AllVersions = true }, ct);
            foreach (var version in page.Objects)
                await store.DeleteAsync(new RemovalRequest { Name = version.Name, VersionId = version.VersionId }, ct);
            if (page.Next is null) return;
        }
    }
}
