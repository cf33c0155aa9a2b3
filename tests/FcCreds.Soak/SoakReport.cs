namespace FcCreds.Soak;

/// <summary>What a soak has found.</summary>
internal sealed record SoakReport
{
    public required string Store { get; init; }

    public required int Seed { get; init; }

    public required long Operations { get; init; }

    /// <summary>Requests with an answer; an operation is up to four of them, or none where its key rests after a fault.</summary>
    public required long Acknowledged { get; init; }

    public required long Unanswered { get; init; }

    public required long ReadBackUnanswered { get; init; }

    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>Objects and versions that were acknowledged and are there.</summary>
    public required int Compared { get; init; }

    public required IReadOnlyDictionary<string, int> Swept { get; init; }

    public required IReadOnlyList<string> Mismatches { get; init; }

    public required TimeSpan Time { get; init; }

    public bool Holds => Mismatches.Count == 0 && ReadBackUnanswered == 0;

    public string Summary => $"soak {Store}: {(Holds ? "held" : "FAILED")}, {Operations} operations with seed {Seed}, {Acknowledged} requests answered and {Unanswered} not, "
        + $"{Faults.Values.Sum()} faults ({Listed(Faults)}), {Compared} objects and versions read back, {Mismatches.Count} mismatches, "
        + $"{ReadBackUnanswered} not readable, swept: {(Swept.Count == 0 ? "nothing" : Listed(Swept))}, {Time.TotalSeconds:F0} s";

    private static string Listed<T>(IReadOnlyDictionary<string, T> counts) => string.Join(", ", counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));
}
