using System.Collections.Concurrent;

namespace FcCreds.Core.Sessions;

/// <summary>
/// A bounded map in two generations: when the young one is full it becomes the old one and the old one is forgotten; whatever is
/// used moves to the young one. Holds between one and two times its capacity, with lock-free reads and no order to maintain.
/// </summary>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private volatile Generations generations = new(new(), new());

    private sealed record Generations(ConcurrentDictionary<TKey, TValue> Young, ConcurrentDictionary<TKey, TValue> Old);

    public int Count => generations.Young.Count + generations.Old.Count;

    public TValue? Find(TKey key)
    {
        var now = generations;
        if (now.Young.TryGetValue(key, out var value)) return value;
        if (!now.Old.TryRemove(key, out value)) return null;
        Set(key, value);
        return value;
    }

    public void Set(TKey key, TValue value)
    {
        var now = generations;
        now.Young[key] = value;
        if (now.Young.Count <= capacity) return;
        lock (gate)
        {
            if (ReferenceEquals(generations, now)) generations = new(new(), now.Young);
        }
    }

    public void Remove(TKey key)
    {
        var now = generations;
        now.Young.TryRemove(key, out _);
        now.Old.TryRemove(key, out _);
    }
}
