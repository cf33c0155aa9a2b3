using FcCreds.Drills.Results;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Drills.Judging;

/// <summary>Which clocks moved, in words.</summary>
internal static class ClockModes
{
    public static ClockMode Of(DrillClock clock, TimelineRunner timeline) => new(
        clock.ToString().ToLowerInvariant(),
        clock switch
        {
            DrillClock.Life => "The server's life clock moved: credentials aged while requests and the clients' own clocks stayed in real time.",
            DrillClock.Wire => "The server's wire clock moved: it disagreed with the clients about the time.",
            DrillClock.Both when timeline.ClientsMoved => "Server and clients moved together, the clients under libfaketime.",
            DrillClock.Both => "Both of the server's clocks moved; no client was moved with them.",
            _ => "No clock moved: all times are real.",
        },
        timeline.Life.TotalSeconds,
        timeline.Wire.TotalSeconds,
        timeline.ClientsMoved);
}
