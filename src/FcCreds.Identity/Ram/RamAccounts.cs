using System.Collections.Concurrent;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Ram.Seeding;
using FcCreds.Identity.Rpc;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Ram;

/// <summary>
/// Changes accounts: in the document store first, then in the <see cref="RamDirectory"/> that every request reads. Of several servers
/// on one store each looks for the others' changes once a second; accounts that were never seeded (sandboxes) live in memory only.
/// </summary>
internal sealed partial class RamAccounts : IAsyncDisposable
{
    /// <summary>Another server's change is in force here after this and the time of one read.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private const int MaxAttempts = 32;

    private readonly RamDirectory directory;
    private readonly RamDocuments documents;
    private readonly Clocks clocks;
    private readonly ILogger<RamAccounts> log;
    private readonly ConcurrentDictionary<string, StoredAccount> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task looking;

    public RamAccounts(RamDirectory directory, RamDocuments documents, Clocks clocks, ILogger<RamAccounts> log)
    {
        (this.directory, this.documents, this.clocks, this.log) = (directory, documents, clocks, log);
        looking = KeepLookingAsync(stopping.Token);
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
    public async Task LookAsync()
    {
        using var held = await EnterAsync(stopping.Token);
        foreach (var (accountId, seen) in known)
        {
            var now = await documents.FindUnlessAsync(accountId, seen.Revision, stopping.Token) ?? seen;
            if (documents.NeedsSealing(now.Record)) (now, _) = await WriteAsync(now, accountId, record => (record with { SealedWith = null }, 0), stopping.Token);
            if (!ReferenceEquals(now, seen)) Take(now);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
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
    }

    private async ValueTask<Releaser> EnterAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new(gate);
    }

    private async Task KeepLookingAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clocks.Monotonic);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(ct)) return;
                await LookAsync();
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The last known state goes on serving: a store that is away for a moment must not lock everybody out.
                Log.NotSeen(log, failure);
            }
        }
    }

    private readonly struct Releaser(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "RAM changes of other servers could not be read; the last known state is served")]
        public static partial void NotSeen(ILogger log, Exception failure);
    }
}
