using System.Collections.Immutable;
using FcCreds.Core.Time;

namespace FcCreds.Fc;

/// <summary>The functions that can be invoked. They come and go while the server runs: ask at each call, or listen to <see cref="Changed"/>.</summary>
internal sealed class FunctionCatalog(Clocks clocks)
{
    private ImmutableSortedDictionary<FunctionKey, CataloguedFunction> functions = ImmutableSortedDictionary<FunctionKey, CataloguedFunction>.Empty;

    /// <summary>After functions came, went or changed; listeners return at once.</summary>
    public event Action? Changed;

    /// <summary>All functions in ordinal order of their names.</summary>
    public IReadOnlyList<CataloguedFunction> All => [.. Volatile.Read(ref functions).Values];

    /// <summary>Adds a function for as long as the server runs, or replaces the one of that name.</summary>
    public void Declare(FunctionDeclaration declaration)
        => Change(now => now.SetItem(KeyOf(declaration), new(declaration, clocks.Wire.GetUtcNow()) { Generation = Guid.NewGuid().ToString("D") }));

    /// <summary>Puts what is kept of an account in the place of what was.</summary>
    public void Replace(string accountId, IEnumerable<CataloguedFunction> kept)
    {
        var fresh = kept.ToDictionary(one => KeyOf(one.Declaration));
        Change(now => now
            .RemoveRange(now.Where(one => one.Key.AccountId == accountId && one.Value.IsKept && !fresh.ContainsKey(one.Key)).Select(one => one.Key))
            .SetItems(fresh));
    }

    /// <summary>Lets the next calls of functions start new instances, because their code was changed where it lies.</summary>
    public void Renew(Func<FunctionDeclaration, bool> isChanged)
        => Change(now => now.SetItems(now.Where(one => isChanged(one.Value.Declaration)).Select(one => KeyValuePair.Create(one.Key, one.Value.Renewed()))));

    /// <summary>Generations that instances may be of.</summary>
    public IReadOnlySet<string> Generations()
        => Volatile.Read(ref functions).Values.SelectMany(one => one.Versions.Values.Select(version => version.Generation).Append(one.Generation)).ToHashSet(StringComparer.Ordinal);

    public bool Remove(string name)
    {
        if (Find(name) is not { } found) return false;
        Change(now => now.Remove(KeyOf(found.Declaration)));
        return true;
    }

    /// <summary>Every function of an account that is gone.</summary>
    public void RemoveOf(string accountId) => Change(now => now.RemoveRange(now.Keys.Where(key => key.AccountId == accountId)));

    public void Clear() => Change(now => now.Clear());

    /// <summary>The function of that name in an account, or in the first that has one.</summary>
    public CataloguedFunction? Find(string name, string? accountId = null)
    {
        var now = Volatile.Read(ref functions);
        if (accountId is not null) return now.GetValueOrDefault(new(name, accountId));
        return now.FirstOrDefault(one => one.Key.Name == name).Value;
    }

    private static FunctionKey KeyOf(FunctionDeclaration declaration) => new(declaration.Name, declaration.AccountId);

    private void Change(Func<ImmutableSortedDictionary<FunctionKey, CataloguedFunction>, ImmutableSortedDictionary<FunctionKey, CataloguedFunction>> change)
    {
        ImmutableInterlocked.Update(ref functions, change);
        Changed?.Invoke();
    }

    private readonly record struct FunctionKey(string Name, string AccountId) : IComparable<FunctionKey>
    {
        public int CompareTo(FunctionKey other) => string.CompareOrdinal(Name, other.Name) is var order and not 0 ? order : string.CompareOrdinal(AccountId, other.AccountId);
    }
}
