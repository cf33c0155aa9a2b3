namespace FcCreds.Storage.Embedded;

/// <summary>
/// The store's one source of revisions and content ids. A number is never given twice: each group of commits records how far it came,
/// and files on disk tell of numbers that were given to content but never committed.
/// </summary>
internal sealed class Sequence(long last)
{
    private long last = last;

    public long Last => Volatile.Read(ref last);

    public long Next() => Interlocked.Increment(ref last);
}
