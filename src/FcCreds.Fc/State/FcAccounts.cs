using System.Collections.Concurrent;
using FcCreds.Core.Time;
using FcCreds.Fc.Code;
using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.State;

/// <summary>
/// Changes what FC keeps of accounts: in the document store first, then in the <see cref="FunctionCatalog"/> that every invocation asks.
/// Of several servers on one store each looks for the others' changes once a second; accounts that no configuration declares (sandboxes)
/// live in memory only.
/// </summary>
internal sealed class FcAccounts : IAsyncDisposable
{
    private const int MaxAttempts = 32;

    private readonly FunctionCatalog catalog;
    private readonly FcDocuments documents;
    private readonly CodePackages packages;
    private readonly CatalogView view;
    private readonly CustomDomains domains;
    private readonly Clocks clocks;
    private readonly ConcurrentDictionary<string, StoredFcAccount> stored = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FcAccountRecord> inMemory = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);
    private readonly Lookout lookout;

    public FcAccounts(FunctionCatalog catalog, CustomDomains domains, FcDocuments documents, CodePackages packages, CodeFolders code, Clocks clocks, ILogger<FcAccounts> log)
    {
        (this.catalog, this.domains, this.documents, this.packages, this.clocks) = (catalog, domains, documents, packages, clocks);
        view = new(code);
        lookout = new("the look for changes of functions", LookAsync, clocks, log);
    }

    /// <summary>The account as it is now. Functions that were declared for one invocation count, as far as nothing kept has their name.</summary>
    public FcAccountRecord Find(string accountId)
    {
        var record = stored.TryGetValue(accountId, out var known) ? known.Record : inMemory.GetValueOrDefault(accountId) ?? FcAccountRecord.Of(accountId);
        foreach (var function in catalog.All)
        {
            if (function.IsKept || function.Declaration.AccountId != accountId || record.Functions.ContainsKey(function.Declaration.Name)) continue;
            record = record.With(FunctionRecord.Of(function.Declaration, function.Generation, function.DeclaredAt));
        }
        return record;
    }

    /// <summary>Puts the declared functions into the store, and what the store has of these accounts into the catalogue.</summary>
    public async Task SeedAsync(IEnumerable<string> accountIds, IReadOnlyList<FunctionDeclaration> functions, CancellationToken ct)
    {
        foreach (var accountId in accountIds)
        {
            var seed = new FcSeed([.. functions.Where(function => function.AccountId == accountId)], NewId, clocks.Wire.GetUtcNow());
            using var held = await EnterAsync(ct);
            var before = await documents.FindAsync(accountId, ct);
            var (after, _) = await WriteAsync(before, accountId, record => (seed.Into(record), 0), ct);
            Take(after);
        }
    }

    /// <summary>Takes away what the API has made, and makes what is declared as it is declared.</summary>
    public async Task ResetAsync(IEnumerable<string> accountIds, IReadOnlyList<FunctionDeclaration> functions, CancellationToken ct)
    {
        foreach (var accountId in accountIds)
        {
            var seed = new FcSeed([.. functions.Where(function => function.AccountId == accountId)], NewId, clocks.Wire.GetUtcNow());
            await ChangeAsync(accountId, _ => (seed.Into(FcAccountRecord.Of(accountId)), 0), ct);
        }
    }

    /// <summary>
    /// Changes an account as it is at that moment; the change may be tried again on a newer state, and refuses by throwing. It is in
    /// force for the next request when this returns.
    /// </summary>
    public async ValueTask<T> ChangeAsync<T>(string accountId, Func<FcAccountRecord, (FcAccountRecord After, T Result)> change, CancellationToken ct)
    {
        using var held = await EnterAsync(ct);
        if (!stored.TryGetValue(accountId, out var before))
        {
            var (now, answer) = change(Find(accountId));
            var earlier = inMemory.GetValueOrDefault(accountId);
            inMemory[accountId] = now;
            Show(earlier, now);
            await ForgetAsync(accountId, earlier, now, ct);
            return answer;
        }
        var (after, result) = await WriteAsync(before, accountId, change, ct);
        Take(after);
        await ForgetAsync(accountId, before.Record, after.Record, ct);
        return result;
    }

    /// <summary>Forgets an account that lived in memory.</summary>
    public void Remove(string accountId) => inMemory.TryRemove(accountId, out _);

    /// <summary>Takes over what other servers have changed.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        using var held = await EnterAsync(ct);
        foreach (var (accountId, seen) in stored)
        {
            if (await documents.FindUnlessAsync(accountId, seen.Revision, ct) is { } newer) Take(newer);
        }
    }

    /// <summary>Ids of all packages that an account needs, by the store and by what is known here; null for one that only another server may know.</summary>
    public async ValueTask<IReadOnlySet<string>?> PackagesAsync(string accountId, bool othersMayKnow, CancellationToken ct)
    {
        var kept = await documents.FindAsync(accountId, ct);
        if (kept is null && othersMayKnow && !inMemory.ContainsKey(accountId)) return null;
        return Find(accountId).Packages().Concat(kept?.Record.Packages() ?? []).Select(package => package.Id).ToHashSet(StringComparer.Ordinal);
    }

    public string NewId() => Guid.NewGuid().ToString("D");

    public async ValueTask DisposeAsync()
    {
        await lookout.DisposeAsync();
        gate.Dispose();
    }

    private async ValueTask<(StoredFcAccount Written, T Result)> WriteAsync<T>(
        StoredFcAccount? before, string accountId, Func<FcAccountRecord, (FcAccountRecord After, T Result)> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var record = before?.Record ?? FcAccountRecord.Of(accountId);
            var (after, result) = change(record);
            if (before is not null && ReferenceEquals(after, record)) return (before, result);
            if (await documents.PutAsync(after with { Version = record.Version + 1 }, before, ct) is { } written) return (written, result);
            before = await documents.FindAsync(accountId, ct);
        }
        throw FcErrors.ConcurrentUpdateError.With();
    }

    private void Take(StoredFcAccount account)
    {
        var before = stored.GetValueOrDefault(account.Record.AccountId);
        stored[account.Record.AccountId] = account;
        Show(before?.Record, account.Record);
    }

    private void Show(FcAccountRecord? before, FcAccountRecord now)
    {
        catalog.Replace(now.AccountId, view.Of(now));
        foreach (var gone in before?.CustomDomains.Keys.Except(now.CustomDomains.Keys) ?? []) domains.Remove(gone);
        foreach (var domain in now.CustomDomains.Values)
        {
            List<SettingsProblem> problems = [];
            if (domain.Read(now.AccountId, problems) is { } read && problems.Count == 0) domains.Declare(read);
        }
    }

    /// <summary>Packages that nothing needs any more.</summary>
    private async ValueTask ForgetAsync(string accountId, FcAccountRecord? before, FcAccountRecord after, CancellationToken ct)
    {
        if (before is null) return;
        foreach (var package in before.Packages().Except(after.Packages())) await packages.DeleteAsync(accountId, package, ct);
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
}
