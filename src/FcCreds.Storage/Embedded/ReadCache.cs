namespace FcCreds.Storage.Embedded;

/// <summary>
/// Answers of the index that every request asks for, until somebody changes them. One process owns the data folder, so that nothing
/// changes behind its back.
/// </summary>
/// <param name="isKept">Which answers are small enough to be kept; all of them where it is left out.</param>
internal sealed class ReadCache<TKey, T>(int capacity, Func<T?, bool>? isKept = null)
    where TKey : notnull
    where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, T?> known = [];
    private long changes;

    /// <summary>The answer kept, or a fresh one; "there is none" is kept too.</summary>
    public ValueTask<T?> FindAsync(TKey name, Func<TKey, CancellationToken, ValueTask<T?>> read, CancellationToken ct)
    {
        long changesBefore;
        lock (gate)
        {
            if (known.TryGetValue(name, out var kept))
                return new(kept);
            changesBefore = changes;
        }

        return ReadAsync(name, read, changesBefore, ct);
    }

    /// <summary>To be called when a change is committed, before whoever asked for it is told.</summary>
    public void Forget(TKey name)
    {
        lock (gate)
        {
            changes++;
            known.Remove(name);
        }
    }

    public void ForgetAll()
    {
        lock (gate)
        {
            changes++;
            known.Clear();
        }
    }

    private async ValueTask<T?> ReadAsync(TKey name, Func<TKey, CancellationToken, ValueTask<T?>> read, long changesBefore, CancellationToken ct)
    {
        var found = await read(name, ct);
        if (isKept is not null && !isKept(found))
            return found;
        lock (gate)
        {
            // What was read while something changed may be from before the change.
            if (changes != changesBefore)
                return found;
            if (known.Count >= capacity)
                known.Clear();
            known[name] = found;
        }

        return found;
    }
}
