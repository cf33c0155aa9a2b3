using FcCreds.Drills.Results;

namespace FcCreds.Drills.Reports;

/// <summary>Where in the picture a second lies.</summary>
internal readonly record struct TimeScale(double From, double To)
{
    public const double Width = 960;
    public const double Left = 190;
    public const double Right = 944;

    private const int MostTicks = 12;

    private static readonly double[] Steps = [0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

    /// <summary>Wide enough for all that is known of the drill, also for calls made before the load began.</summary>
    public static TimeScale Of(DrillResult result)
    {
        var uses = result.Consumers.SelectMany(consumer => consumer.Sessions).ToList();
        var to = new[] { 0.1, result.DurationSeconds, result.Buckets.Select(bucket => bucket.To).DefaultIfEmpty(0).Max(), uses.Select(use => use.LastUsedAt).DefaultIfEmpty(0).Max() }.Max();
        return new(Math.Min(0, uses.Select(use => use.FirstUsedAt).DefaultIfEmpty(0).Min()), to);
    }

    public double X(double seconds) => Math.Clamp(Left + ((seconds - From) / (To - From) * (Right - Left)), Left, Right);

    public IEnumerable<double> Ticks()
    {
        var (from, to) = (From, To);
        var step = Array.Find(Steps, step => (to - from) / step <= MostTicks) is > 0 and var found ? found : (to - from) / MostTicks;
        for (var i = (int)Math.Ceiling(from / step); i * step <= to; i++) yield return i * step;
    }
}
