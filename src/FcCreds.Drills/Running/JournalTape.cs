using FcCreds.Core.Journal;

namespace FcCreds.Drills.Running;

/// <summary>Everything the journal tells while the drill runs, with the clocks' shifts, so that its times can be read as real ones.</summary>
internal sealed class JournalTape(IDrillCloud cloud, TimeProvider real, ClockShifts before) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly List<JournalEvent> events = [];
    private readonly List<(long After, TimeSpan Life, TimeSpan Wire)> shifts = [(0, before.Life, before.Wire)];

    public IReadOnlyList<JournalEvent> Events => events;

    public long Last { get; private set; }

    /// <summary>Numbers without an event: what the journal forgot before it was read.</summary>
    public long Missing { get; private set; }

    public DateTimeOffset Began { get; set; } = real.GetUtcNow();

    public async Task CatchUpAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            while (await cloud.JournalAsync(Last, ct) is { Count: > 0 } more)
            {
                // The first reading begins wherever the server's memory does.
                if (Last > 0) Missing += more[^1].Sequence - Last - more.Count;
                events.AddRange(more);
                Last = more[^1].Sequence;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>From here on the clocks are so far from real time.</summary>
    public void Shifted(long after, TimeSpan life, TimeSpan wire) => shifts.Add((after, life, wire));

    /// <summary>Seconds since the load began.</summary>
    public double At(JournalEvent one) => (Real(one) - Began).TotalSeconds;

    /// <summary>What the life clock said then.</summary>
    public DateTimeOffset LifeAt(JournalEvent one) => Real(one) + ShiftAt(one).Life;

    private DateTimeOffset Real(JournalEvent one) => one.Time - ShiftAt(one).Wire;

    private (long After, TimeSpan Life, TimeSpan Wire) ShiftAt(JournalEvent one) => shifts.FindLast(shift => shift.After < one.Sequence || shift.After == 0);
}
