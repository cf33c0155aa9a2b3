using System.Text.Json;
using FcCreds.Drills.Reports;
using FcCreds.Drills.Results;

namespace FcCreds.Cli.Reports;

/// <summary>Writes a run's report into a folder: for programs, for people and for CI.</summary>
internal static class DrillReport
{
    public static async Task WriteAsync(DirectoryInfo folder, IReadOnlyList<DrillResult> results, CancellationToken ct)
    {
        folder.Create();
        await using (var json = File.Create(Path.Combine(folder.FullName, "report.json"))) await JsonSerializer.SerializeAsync(json, results, DrillJson.Readable.IReadOnlyListDrillResult, ct);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "report.html"), HtmlReport.Of(results), ct);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "junit.xml"), JUnitReport.Of(results), ct);
    }
}
