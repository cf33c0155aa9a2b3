namespace FcCreds.Identity.Rpc;

/// <summary>
/// How many calls an account may make in a second, shared by all its users and roles. Per process: servers that share a store count alone.
/// </summary>
internal sealed class CallQuota(int perSecond, TimeProvider monotonic)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TimeSpan interval = Second / perSecond;
    private readonly long started = monotonic.GetTimestamp();
    private readonly Lock gate = new();

    /// <summary>Until when the calls made so far would last, were they made steadily.</summary>
    private readonly Dictionary<string, TimeSpan> spentUntil = new(StringComparer.Ordinal);

    /// <summary>Counts a call and returns null, or tells how long to wait and counts nothing.</summary>
    public TimeSpan? Take(string accountId)
    {
        lock (gate)
        {
            var now = monotonic.GetElapsedTime(started);
            var spent = spentUntil.GetValueOrDefault(accountId) is var until && until > now ? until : now;
            var excess = spent + interval - now - Second;
            if (excess > TimeSpan.Zero) return excess;
            spentUntil[accountId] = spent + interval;
            return null;
        }
    }
}
