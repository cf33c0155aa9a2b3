namespace FcCreds.Core.Time;

/// <summary>A clock that runs at its base's pace and can be moved. Timers are the base's: a shift fires nothing by itself.</summary>
internal sealed class ShiftableTimeProvider(TimeProvider basis) : TimeProvider
{
    private long shiftTicks;

    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref shiftTicks));
        set => Volatile.Write(ref shiftTicks, value.Ticks);
    }

    public override TimeZoneInfo LocalTimeZone => basis.LocalTimeZone;

    public override long TimestampFrequency => basis.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => basis.GetUtcNow() + Shift;

    public override long GetTimestamp() => basis.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => basis.CreateTimer(callback, state, dueTime, period);
}
