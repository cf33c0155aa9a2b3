namespace FcCreds.Server.Control;

/// <summary>
/// Takes every bucket of every configured account away with all versions of its objects, and what the APIs of RAM and FC have made; then makes what
/// is configured anew.
/// </summary>
internal sealed class StoreReset(Rooms rooms)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var account in rooms.Configuration.Accounts) await AccountBuckets.RemoveAsync(rooms.Store, account.AccountId, ct);
        await rooms.Ram.ResetAsync(rooms.Configuration.Accounts, ct);
        await rooms.Functions.Accounts.ResetAsync(rooms.Configuration.Accounts.Select(account => account.AccountId), rooms.Configuration.Functions, ct);
        await new BucketSeeder(rooms, rooms.Configuration.Buckets).SeedAsync(ct);
    }
}
