using System.Collections.Concurrent;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Ram.Seeding;
using FcCreds.Identity.Rpc;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Ram;

/// <summary>
/// Changes accounts: in the document store first, then in the <see cref="RamDirectory"/> that every request reads. Of several servers
/// on one store each looks for the others' changes once a second; accounts that were never seeded (sandboxes) live in memory only.
/// </summary>
internal sealed partial class RamAccounts : IAsyncDisposable
{
    private const int MaxAttempts = 32;

    private readonly RamDirectory directory;
    private readonly RamDocuments documents;
    private readonly Clocks clocks;
    private readonly ILogger<RamAccounts> log;
    private readonly ConcurrentDictionary<string, StoredAccount> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);
    private readonly Lookout lookout;

    public RamAccounts(RamDirectory directory, RamDocuments documents, Clocks clocks, ILogger<RamAccounts> log)
    {
        (this.directory, this.documents, this.clocks, this.log) = (directory, documents, clocks, log);
        lookout = new("the look for changes of RAM", LookAsync, clocks, log);
    }

    /// <summary>Puts the declared accounts into the store, and what the store has of them into the directory.</summary>
    public async Task SeedAsync(IEnumerable<AccountDeclaration> accounts, CancellationToken ct)
    {
        foreach (var account in accounts)
        {
            var seed = new RamSeed(account, clocks.Wire.GetUtcNow());
            using var held = await EnterAsync(ct);
            var stored = await documents.FindAsync(account.AccountId, ct);
            var (written, _) = await WriteAsync(stored, account.AccountId, record => (seed.Into(record), 0), ct);
            Take(written);
        }
    }

    /// <summary>Takes everything away that the API has made, and makes what is declared as it is declared; what was deleted keeps its ids.</summary>
    public async Task ResetAsync(IEnumerable<AccountDeclaration> accounts, CancellationToken ct)
    {
        foreach (var account in accounts)
        {
            var seed = new RamSeed(account, clocks.Wire.GetUtcNow());
            await ChangeAsync(account.AccountId, record => (seed.Into(AccountRecord.Of(account.AccountId) with { SpentIds = record.SpentIds }), 0), ct);
        }
    }

    /// <summary>
    /// Changes an account as it is at that moment; the change may be tried again on a newer state, and refuses by throwing. It is in
    /// force for the next request when this returns.
    /// </summary>
    public async ValueTask<T> ChangeAsync<T>(string accountId, Func<AccountRecord, (AccountRecord After, T Result)> change, CancellationToken ct)
    {
        using var held = await EnterAsync(ct);
        if (!known.TryGetValue(accountId, out var before))
        {
            var (after, result) = change(directory.Find(accountId) ?? throw RpcErrors.AccessKeyNotFound.With());
            directory.Put(after with { Version = after.Version + 1 });
            return result;
        }
        var (written, answer) = await WriteAsync(before, accountId, change, ct);
        Take(written);
        return answer;
    }

    /// <summary>Takes over what other servers have changed, and seals anew what lies under an older key of the ring.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        using var held = await EnterAsync(ct);
        foreach (var (accountId, seen) in known)
        {
            var now = await documents.FindUnlessAsync(accountId, seen.Revision, ct) ?? seen;
            if (documents.NeedsSealing(now.Record)) (now, _) = await WriteAsync(now, accountId, record => (record with { SealedWith = null }, 0), ct);
            if (!ReferenceEquals(now, seen)) Take(now);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lookout.DisposeAsync();
        gate.Dispose();
    }

    private async ValueTask<(StoredAccount Written, T Result)> WriteAsync<T>(
        StoredAccount? before, string accountId, Func<AccountRecord, (AccountRecord After, T Result)> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var record = before?.Record ?? AccountRecord.Of(accountId);
            var (after, result) = change(record);
            if (before is not null && after == record) return (before, result);
            if (await documents.PutAsync(after with { Version = record.Version + 1 }, before, ct) is { } written) return (written, result);
            before = await documents.FindAsync(accountId, ct);
        }
        throw RpcErrors.ServiceUnavailable.With();
    }

    private void Take(StoredAccount account)
    {
        known[account.Record.AccountId] = account;
        directory.Put(account.Record);
        var closed = account.Record.Users.Values.SelectMany(user => user.AccessKeys).Count(key => !key.AccessKeySecret.IsOpen);
        if (closed > 0) Log.CannotOpen(log, closed, account.Record.AccountId);
    }

    private async ValueTask<Releaser> EnterAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new(gate);
    }

    private readonly struct Releaser(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} access keys of account {AccountId} are unknown here: their secrets are sealed with a key that this server lacks. Servers that share a store need the same FCCREDS_SEALING_KEYS")]
        public static partial void CannotOpen(ILogger log, int count, string accountId);
    }
}
