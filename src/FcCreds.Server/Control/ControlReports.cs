using FcCreds.Core.Time;

namespace FcCreds.Server.Control;

/// <summary>Answer of <c>/_fccreds/health</c>: <c>ok</c> with 200, or <c>starting</c> with 503 while buckets are being filled.</summary>
internal sealed record HealthReport(string Status, string Account, string Region);

/// <summary>How far each clock is from real time, in seconds; null leaves that one as it is.</summary>
internal sealed record ClockOrder(double? LifeSeconds, double? WireSeconds);

/// <summary>What the clocks say, and how far they are from real time.</summary>
internal sealed record ClockReport(DateTimeOffset Life, DateTimeOffset Wire, double LifeSeconds, double WireSeconds)
{
    public static ClockReport Of(Clocks clocks)
        => new(clocks.Life.GetUtcNow(), clocks.Wire.GetUtcNow(), clocks.Life.Shift.TotalSeconds, clocks.Wire.Shift.TotalSeconds);
}
