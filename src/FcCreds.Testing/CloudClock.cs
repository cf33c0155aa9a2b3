using FcCreds.Core.Time;

namespace FcCreds.Testing;

/// <summary>
/// The clock by which a cloud's credentials end and its instances grow old; signatures are checked by the real time, so clients need no
/// clock of their own. It is the whole server's, and every sandbox on it feels it: in a sandbox that shares its server with tests that
/// run at the same time, <see cref="Sandbox.ExpireAsync"/> ends one session and moves nothing.
/// </summary>
public sealed class CloudClock
{
    /// <summary>Far beyond any validity, and far from the end of the calendar.</summary>
    private static readonly TimeSpan MaxShift = TimeSpan.FromDays(36_500);

    private readonly ShiftableTimeProvider life;
    private readonly Lock gate = new();

    internal CloudClock(ShiftableTimeProvider life) => this.life = life;

    /// <summary>What the clock says.</summary>
    public DateTimeOffset UtcNow => life.GetUtcNow();

    /// <summary>How far it is ahead of real time.</summary>
    public TimeSpan Shift => life.Shift;

    /// <summary>Moves the clock on. There is no way back: credentials that were over would be good again.</summary>
    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            if (by < TimeSpan.Zero || by > MaxShift - life.Shift)
                throw new ArgumentOutOfRangeException(nameof(by), by, $"The clock goes forward, and at most {MaxShift.TotalDays:0} days ahead of real time.");
            life.Shift += by;
        }
    }
}
