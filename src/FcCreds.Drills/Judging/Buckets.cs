using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>The drill slice by slice.</summary>
internal static class Buckets
{
    private const int Most = 60;

    /// <summary>Lengths in tenths of a second.</summary>
    private static readonly int[] Lengths = [1, 2, 5, 10, 20, 50, 100, 300, 600, 3000];

    public static IReadOnlyList<BucketResult> Of(Evidence evidence, TimeSpan length)
    {
        var tenths = Array.Find(Lengths, tenths => length.TotalSeconds * 10 / tenths <= Most) is > 0 and var found ? found : Lengths[^1];
        var errors = evidence.Calls.Where(call => call.Code is not null).ToLookup(call => Index(evidence.At(call)), call => call.Code!);
        var samples = evidence.Samples.ToLookup(sample => Index(sample.StartedAt));
        var count = new[] { (int)Math.Ceiling(length.TotalSeconds * 10 / tenths), 1 + Last(errors), 1 + Last(samples) }.Max();
        return
        [
            .. Enumerable.Range(0, count).Select(index => new BucketResult(
                index * tenths / 10.0,
                (index + 1) * tenths / 10.0,
                samples[index].Count(sample => sample.Succeeded),
                samples[index].Count(sample => !sample.Succeeded),
                errors[index].GroupBy(code => code).ToDictionary(same => same.Key, same => same.Count()))),
        ];

        int Index(double seconds) => (int)Math.Max(0, seconds * 10 / tenths);
    }

    private static int Last<T>(ILookup<int, T> slices) => slices.Select(slice => slice.Key).DefaultIfEmpty(-1).Max();
}
