using FcCreds.Drills.Scenarios;
using FcCreds.Drills.Targets;

namespace FcCreds.Drills.Running;

/// <summary>One request of the load, as its driver saw it; seconds from the load's begin.</summary>
internal readonly record struct LoadSample(double StartedAt, double EndedAt, bool Succeeded, string Text);

/// <summary>Starts requests at a steady pace; when all turns are taken, the next waits for one and starts late.</summary>
internal sealed class LoadDriver(IDrillTarget target, DrillLoad load, TimeProvider monotonic, long began)
{
    private readonly Lock gate = new();
    private readonly List<LoadSample> samples = [];
    private int next;

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

    public async Task<IReadOnlyList<LoadSample>> RunAsync(CancellationToken ct)
    {
        var total = Math.Max(1, (int)Math.Round(load.PerSecond * load.Duration.TotalSeconds));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(load.Concurrency, total)).Select(_ => TakeTurnsAsync(total, ct)));
        return [.. samples.OrderBy(sample => sample.StartedAt)];
    }

    private async Task TakeTurnsAsync(int total, CancellationToken ct)
    {
        while (Interlocked.Increment(ref next) - 1 is var number && number < total)
        {
            var early = TimeSpan.FromSeconds(number / load.PerSecond) - monotonic.GetElapsedTime(began);
            if (early > TimeSpan.Zero) await Task.Delay(early, monotonic, ct);
            var started = monotonic.GetElapsedTime(began).TotalSeconds;
            var answer = await target.RequestAsync(ct);
            lock (gate) samples.Add(new(started, monotonic.GetElapsedTime(began).TotalSeconds, answer.Succeeded, answer.Text));
        }
    }
}
