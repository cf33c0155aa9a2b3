using FcCreds.Drills.Scenarios;
using FcCreds.Drills.Targets;

namespace FcCreds.Drills.Running;

/// <summary>One request of the load, as its driver saw it; seconds from the load's begin.</summary>
internal readonly record struct LoadSample(double StartedAt, double EndedAt, bool Succeeded, string Text);

/// <summary>Starts requests at a steady pace; when all turns are taken, the next waits for one and starts late.</summary>
internal sealed class LoadDriver(IDrillTarget target, DrillLoad load, TimeProvider monotonic) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<LoadSample> samples = [];
    private readonly SemaphoreSlim turns = new(load.Concurrency);
    private int next;
    private long began;

    public (int Succeeded, int Failed) Counts
    {
        get
        {
            lock (gate)
            {
                var succeeded = samples.Count(sample => sample.Succeeded);
                return (succeeded, samples.Count - succeeded);
            }
        }
    }

    /// <param name="begin">When the first request is due.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<LoadSample>> RunAsync(long begin, CancellationToken ct)
    {
        began = begin;
        var total = Math.Max(1, (int)Math.Round(load.PerSecond * load.Duration.TotalSeconds));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(load.Concurrency, total)).Select(_ => TakeTurnsAsync(total, ct)));
        return [.. samples.OrderBy(sample => sample.StartedAt)];
    }

    /// <summary>Does something while no request is under way: time that jumps does so between requests, not in the middle of one.</summary>
    public async Task BetweenRequestsAsync(Func<Task> act, CancellationToken ct)
    {
        var taken = 0;
        try
        {
            for (; taken < load.Concurrency; taken++) await turns.WaitAsync(ct);
            await act();
        }
        finally
        {
            if (taken > 0) turns.Release(taken);
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task TakeTurnsAsync(int total, CancellationToken ct)
    {
        while (Interlocked.Increment(ref next) - 1 is var number && number < total)
        {
            var early = TimeSpan.FromSeconds(number / load.PerSecond) - monotonic.GetElapsedTime(began);
            if (early > TimeSpan.Zero) await Task.Delay(early, monotonic, ct);
            await turns.WaitAsync(ct);
            try
            {
                var started = monotonic.GetElapsedTime(began).TotalSeconds;
                var answer = await target.RequestAsync(ct);
                lock (gate) samples.Add(new(started, monotonic.GetElapsedTime(began).TotalSeconds, answer.Succeeded, answer.Text));
            }
            finally
            {
                turns.Release();
            }
        }
    }
}
