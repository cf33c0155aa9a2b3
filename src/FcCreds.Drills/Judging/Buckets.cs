using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>The drill second by second.</summary>
internal static class Buckets
{
    public static IReadOnlyList<SecondResult> Of(Evidence evidence, TimeSpan length)
    {
        var errors = evidence.Calls.Where(call => call.Code is not null).ToLookup(call => (int)Math.Max(0, evidence.At(call)), call => call.Code!);
        var samples = evidence.Samples.ToLookup(sample => (int)sample.StartedAt);
        var seconds = new[] { (int)Math.Ceiling(length.TotalSeconds), 1 + errors.Select(second => second.Key).DefaultIfEmpty(-1).Max(), 1 + samples.Select(second => second.Key).DefaultIfEmpty(-1).Max() }.Max();
        return
        [
            .. Enumerable.Range(0, seconds).Select(second => new SecondResult(
                second,
                samples[second].Count(sample => sample.Succeeded),
                samples[second].Count(sample => !sample.Succeeded),
                errors[second].GroupBy(code => code).ToDictionary(same => same.Key, same => same.Count()))),
        ];
    }
}
