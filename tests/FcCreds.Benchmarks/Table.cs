namespace FcCreds.Benchmarks;

/// <summary>Rows of a Markdown table, printed as they come.</summary>
internal static class Table
{
    public static void Head()
    {
        Console.WriteLine("| what | measured | compared with | ratio | budget |");
        Console.WriteLine("|---|---|---|---|---|");
    }

    public static void Row(string what, string measured, string comparedWith, string ratio, string budget)
        => Console.WriteLine($"| {what} | {measured} | {comparedWith} | {ratio} | {budget} |");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Median of some rounds in which both sides take turns, so that a noisy moment hits both.</summary>
    public static async Task<(double Ours, double Theirs)> CompareAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        var mine = new List<double>();
        var other = new List<double>();
        await ours();
        await theirs();
        for (var i = 0; i < rounds; i++)
        {
            other.Add(await theirs());
            mine.Add(await ours());
        }
        return (Median(mine), Median(other));
    }
}
