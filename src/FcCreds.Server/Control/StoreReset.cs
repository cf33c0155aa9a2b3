using FcCreds.Storage;

namespace FcCreds.Server.Control;

/// <summary>Takes every bucket of every account away with all versions of its objects, then makes the configured ones anew.</summary>
internal sealed class StoreReset(Rooms rooms)
{
    private const int PageSize = 1000;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var account in rooms.Configuration.Accounts)
        {
            foreach (var bucket in await rooms.Store.ListBucketsAsync(account.AccountId, ct))
            {
                await EmptyAsync(bucket.Name, ct);
                await rooms.Store.DeleteBucketAsync(bucket.Name, ct);
            }
        }
        await new BucketSeeder(rooms).SeedAsync(ct);
    }

    private async Task EmptyAsync(string bucket, CancellationToken ct)
    {
        while (true)
        {
            var page = await rooms.Store.ListAsync(new() { Bucket = bucket, Limit = PageSize, AllVersions = true }, ct);
            foreach (var version in page.Objects)
                await rooms.Store.DeleteAsync(new RemovalRequest { Name = version.Name, VersionId = version.VersionId }, ct);
            if (page.Next is null) return;
        }
    }
}
