namespace FcCreds.Storage.S3.Alone;

/// <summary>
/// Whether this process alone uses the buckets, so that what it has read of its own records is still so. Who joins writes itself down and
/// waits <see cref="Notice"/> before it changes anything; who is there looks often, and trusts a look that found nobody for
/// <see cref="Trust"/>, which is shorter. Without a fresh look nobody is alone.
/// </summary>
internal sealed class SoleUse(TimeProvider monotonic)
{
    /// <summary>How long a look that found nobody holds, from its begin.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    /// <summary>What one who joins waits when others are there. The rest is for clocks that run unevenly.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private volatile Look? last;
    private long terms;

    /// <summary>The uninterrupted time alone that it is now; null when somebody may be there. What was read in another term may be outdated.</summary>
    public long? Term => last is { } look && IsTrusted(look) ? look.Term : null;

    /// <summary>When a look begins, for <see cref="Found"/>.</summary>
    public long Begin() => monotonic.GetTimestamp();

    /// <param name="began">Before the store was asked.</param>
    /// <param name="others">Whether anybody else was there.</param>
    public void Found(long began, bool others)
    {
        lock (gate) last = others ? null : new(last is { } before && monotonic.GetElapsedTime(before.Began, began) < Trust ? before.Term : ++terms, began);
    }

    private bool IsTrusted(Look look) => monotonic.GetElapsedTime(look.Began) < Trust;

    private sealed record Look(long Term, long Began);
}
