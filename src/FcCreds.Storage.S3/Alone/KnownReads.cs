using Amazon.S3;
using FcCreds.Core.Sessions;

namespace FcCreds.Storage.S3.Alone;

/// <summary>
/// What was read of the hidden bucket and cannot have changed since: nobody else was there (<see cref="SoleUse"/>), and every change made
/// here is told before it begins and after it ended. A change whose end nobody knows may still come, so then nothing is taken as known for
/// a while.
/// </summary>
internal sealed class KnownReads(SoleUse alone, TimeProvider monotonic)
{
    private const int Capacity = 10_000;
    private const int Counters = 4096;

    /// <summary>Longer than a backend keeps a request that its sender has given up.</summary>
    private static readonly TimeSpan Uncertainty = TimeSpan.FromMinutes(1);

    private readonly RecentlyUsed<string, Known> known = new(Capacity);
    private readonly long[] changes = new long[Counters];
    private long uncertainSince;
    private volatile bool isUncertain;

    /// <param name="name">A key, or a folder with its slash for the list of what lies in it.</param>
    /// <param name="read">Asks the backend.</param>
    /// <param name="keeps">Whether the answer is small enough.</param>
    public async ValueTask<T> ReadAsync<T>(string name, Func<Task<T>> read, Func<T, bool> keeps)
    {
        if (Term() is not { } term) return await read();
        var before = Volatile.Read(ref Counter(name));
        if (known.Find(name) is { } entry && entry.Term == term && entry.Changes == before) return (T)entry.Answer!;
        var answer = await read();
        if (keeps(answer)) known.Set(name, new(answer, term, before));
        return answer;
    }

    /// <summary>Carries out a change of a key of the hidden bucket.</summary>
    public async Task<T> ChangeAsync<T>(string key, Func<Task<T>> change)
    {
        Told(key);
        try
        {
            return await change();
        }
        catch (Exception fault) when (fault is not AmazonS3Exception)
        {
            Volatile.Write(ref uncertainSince, monotonic.GetTimestamp());
            isUncertain = true;
            throw;
        }
        finally
        {
            Told(key);
        }
    }

    private long? Term() => isUncertain && monotonic.GetElapsedTime(Volatile.Read(ref uncertainSince)) < Uncertainty ? null : alone.Term;

    private void Told(string key)
    {
        Interlocked.Increment(ref Counter(key));
        Interlocked.Increment(ref Counter(key[..(key.LastIndexOf('/') + 1)]));
    }

    private ref long Counter(string name) => ref changes[(uint)name.GetHashCode(StringComparison.Ordinal) % Counters];

    private sealed record Known(object? Answer, long Term, long Changes);
}
