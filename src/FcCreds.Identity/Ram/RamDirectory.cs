using System.Collections.Immutable;
using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Ram.Seeding;

namespace FcCreds.Identity.Ram;

/// <summary>
/// The accounts as they are now. Each is an immutable <see cref="RamState"/> of its own, so that one more among a thousand costs only
/// itself; a change swaps the whole view at once, and a reader sees it before or after, never between.
/// </summary>
internal sealed class RamDirectory : IPrincipalDirectory
{
    private readonly TimeProvider clock;
    private View view = View.Empty;

    public RamDirectory(IEnumerable<AccountDeclaration> accounts, TimeProvider clock)
    {
        this.clock = clock;
        foreach (var account in accounts) Add(account);
    }

    public IEnumerable<string> AccountIds => Volatile.Read(ref view).Accounts.Keys;

    public bool HasAccount(string accountId) => Find(accountId) is not null;

    /// <summary>Everything that is kept of an account; null when there is none of that id.</summary>
    public AccountRecord? Find(string accountId) => Volatile.Read(ref view).Accounts.GetValueOrDefault(accountId)?.Record;

    public AccessKey? FindAccessKey(string accessKeyId)
        => Volatile.Read(ref view).Keys.TryGetValue(accessKeyId, out var account) ? account.FindAccessKey(accessKeyId) : null;

    public Caller? FindUser(string accountId, string userName) => Volatile.Read(ref view).Accounts.GetValueOrDefault(accountId)?.FindUser(userName);

    public Role? FindRole(string accountId, string roleName)
        => Volatile.Read(ref view).Accounts.TryGetValue(accountId, out var account) ? account.FindRole(roleName) : null;

    /// <summary>Adds the account, or puts it in the place of the one with its id.</summary>
    /// <exception cref="ArgumentException">Another account has one of its access keys.</exception>
    public void Add(AccountDeclaration account)
    {
        var state = new RamState(new RamSeed(account, clock.GetUtcNow()).Into(AccountRecord.Of(account.AccountId)), account.RootAccessKey);
        Swap(now => now.With(state));
    }

    /// <summary>Puts a newer record in the place of the account's; its own key stays.</summary>
    public void Put(AccountRecord record) => Swap(now => now.With(new(record, now.Accounts.GetValueOrDefault(record.AccountId)?.RootAccessKey)));

    /// <summary>Its keys and roles are unknown from now on, and tokens of its roles are revoked with them.</summary>
    public void Remove(string accountId) => Swap(now => now.Without(accountId));

    private void Swap(Func<View, View> change)
    {
        View before, seen = Volatile.Read(ref view);
        do
        {
            before = seen;
            seen = Interlocked.CompareExchange(ref view, change(before), before);
        }
        while (!ReferenceEquals(before, seen));
    }

    private sealed record View(ImmutableDictionary<string, RamState> Accounts, ImmutableDictionary<string, RamState> Keys)
    {
        public static readonly View Empty = new(ImmutableDictionary<string, RamState>.Empty, ImmutableDictionary<string, RamState>.Empty);

        public View With(RamState state)
        {
            var rest = Without(state.Record.AccountId);
            return new(rest.Accounts.Add(state.Record.AccountId, state), rest.Keys.AddRange(state.AccessKeyIds.Select(id => KeyValuePair.Create(id, state))));
        }

        public View Without(string accountId)
            => Accounts.TryGetValue(accountId, out var gone) ? new(Accounts.Remove(accountId), Keys.RemoveRange(gone.AccessKeyIds)) : this;
    }
}
