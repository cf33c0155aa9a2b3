namespace FcCreds.Core.Time;

/// <summary>The three clocks of the house; every reading of time goes through one of them.</summary>
/// <param name="Wire">Request freshness, Date headers, ServerTime.</param>
/// <param name="Life">Expiry, lifecycle, restore, cron, age of async events; may be shifted.</param>
/// <param name="Monotonic">Deadlines, retries, idle times; never shifted.</param>
internal sealed record Clocks(ShiftableTimeProvider Wire, ShiftableTimeProvider Life, TimeProvider Monotonic)
{
    public static Clocks System() => new(new(TimeProvider.System), new(TimeProvider.System), TimeProvider.System);
}
