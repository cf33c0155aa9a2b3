using FcCreds.Drills.Results;
using FcCreds.Drills.Running;

namespace FcCreds.Drills.Judging;

/// <summary>The load's own account in numbers.</summary>
internal static class LoadSummary
{
    private const int MostTexts = 10;

    public static LoadResult Of(IReadOnlyList<LoadSample> samples)
    {
        var failed = samples.Where(sample => !sample.Succeeded).ToList();
        var (firstFailure, lastFailure) = failed.Count == 0 ? ((double?)null, (double?)null) : (failed.Min(sample => sample.EndedAt), failed.Max(sample => sample.EndedAt));
        // Good again is who was asked after the last failure and answered well.
        double? good = samples.Where(sample => sample.Succeeded && sample.EndedAt > lastFailure).Select(sample => (double?)sample.EndedAt).Min();
        var times = samples.Select(sample => (sample.EndedAt - sample.StartedAt) * 1000).Order().ToList();
        return new()
        {
            Requests = samples.Count,
            Succeeded = samples.Count - failed.Count,
            Failed = failed.Count,
            MedianMs = At(times, 0.5),
            P99Ms = At(times, 0.99),
            FirstFailureAt = firstFailure,
            LastFailureAt = lastFailure,
            RecoverySeconds = good - firstFailure,
            Recovered = failed.Count == 0 || good is not null,
            Failures = [.. failed.GroupBy(sample => sample.Text).OrderByDescending(same => same.Count()).Take(MostTexts).Select(same => new FailureText(same.Key, same.Count()))],
        };
    }

    /// <summary>Nearest rank.</summary>
    private static double? At(List<double> sorted, double share) => sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
