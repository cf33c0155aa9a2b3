using System.Collections.Concurrent;
using FcCreds.Core.Time;

namespace FcCreds.Fc;

/// <summary>A declared function and when it was declared; a new declaration under the name makes a new object, and so new instances.</summary>
internal sealed record CataloguedFunction(FunctionDeclaration Declaration, DateTimeOffset DeclaredAt);

/// <summary>The functions that can be invoked, by name. They come and go while the server runs: ask at each call, or listen to <see cref="Changed"/>.</summary>
internal sealed class FunctionCatalog(Clocks clocks)
{
    private readonly ConcurrentDictionary<string, CataloguedFunction> functions = new(StringComparer.Ordinal);

    /// <summary>After functions came or went; listeners return at once.</summary>
    public event Action? Changed;

    /// <summary>All functions in ordinal order of their names.</summary>
    public IReadOnlyList<CataloguedFunction> All => [.. functions.Values.OrderBy(one => one.Declaration.Name, StringComparer.Ordinal)];

    /// <summary>Adds a function or replaces the one of that name.</summary>
    public void Declare(FunctionDeclaration declaration)
    {
        functions[declaration.Name] = new(declaration, clocks.Wire.GetUtcNow());
        Changed?.Invoke();
    }

    public bool Remove(string name)
    {
        if (!functions.TryRemove(name, out _)) return false;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Every function of an account that is gone.</summary>
    public void RemoveOf(string accountId)
    {
        foreach (var (name, function) in functions)
        {
            if (function.Declaration.AccountId == accountId) functions.TryRemove(name, out _);
        }
        Changed?.Invoke();
    }

    public void Clear()
    {
        functions.Clear();
        Changed?.Invoke();
    }

    public CataloguedFunction? Find(string name) => functions.GetValueOrDefault(name);
}
