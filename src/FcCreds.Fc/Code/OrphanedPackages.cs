using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Fc.Code;

/// <summary>
/// Deletes code packages that no function, version or layer names: a process died between keeping one and naming it, or between forgetting
/// and deleting it, or with an account that lived in its memory.
/// </summary>
/// <param name="store">Has the packages.</param>
/// <param name="accounts">Name them.</param>
/// <param name="isShared">Accounts that are not in the store may live in another server's memory then, and keep theirs.</param>
internal sealed class OrphanedPackages(IObjectStore store, FcAccounts accounts, bool isShared)
{
    private readonly CodePackages packages = new(store);

    /// <param name="before">Younger ones may be about to be named; by the clock that dates objects.</param>
    /// <param name="ct">Ends the sweep.</param>
    public async ValueTask<IReadOnlyList<Orphan>> SweepAsync(DateTimeOffset before, CancellationToken ct)
    {
        var removed = new List<Orphan>();
        for (var after = ""; after is not null;)
        {
            var page = await store.ListAsync(new() { Bucket = HiddenBucket.Code, Delimiter = "/", After = after, Limit = 1000 }, ct);
            foreach (var folder in page.CommonPrefixes) removed.AddRange(await SweepAsync(folder, before, ct));
            after = page.Next;
        }
        return removed;
    }

    private async ValueTask<IReadOnlyList<Orphan>> SweepAsync(string folder, DateTimeOffset before, CancellationToken ct)
    {
        var accountId = folder[..^1];
        var found = new List<ObjectVersion>();
        for (var after = ""; after is not null;)
        {
            var page = await store.ListAsync(new() { Bucket = HiddenBucket.Code, Prefix = folder, After = after, Limit = 1000 }, ct);
            found.AddRange(page.Objects.Where(one => one.LastModified < before));
            after = page.Next;
        }
        // Asked after the list: what is there and not named now never will be.
        if (found.Count == 0 || await accounts.PackagesAsync(accountId, isShared, ct) is not { } named) return [];
        var removed = new List<Orphan>();
        foreach (var id in found.Select(one => one.Name.Key[folder.Length..]).Where(id => !named.Contains(id)))
        {
            await packages.DeleteAsync(accountId, id, ct);
            removed.Add(new(Orphan.Package, HiddenBucket.Code, folder + id));
        }
        return removed;
    }
}
