namespace FcCreds.Server.Control;

/// <summary>Takes every bucket of every configured account away with all versions of its objects, then makes the configured ones anew.</summary>
internal sealed class StoreReset(Rooms rooms)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var account in rooms.Configuration.Accounts) await AccountBuckets.RemoveAsync(rooms.Store, account.AccountId, ct);
        await new BucketSeeder(rooms).SeedAsync(ct);
    }
}
