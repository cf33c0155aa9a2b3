using System.Text.Json;
using FcCreds.Drills.Results;

namespace FcCreds.Cli.Reports;

/// <summary>Writes a run's report into a folder.</summary>
internal static class DrillReport
{
    public static async Task WriteAsync(DirectoryInfo folder, IReadOnlyList<DrillResult> results, CancellationToken ct)
    {
        folder.Create();
        await using var json = File.Create(Path.Combine(folder.FullName, "report.json"));
        await JsonSerializer.SerializeAsync(json, results, DrillJson.Readable.IReadOnlyListDrillResult, ct);
    }
}
