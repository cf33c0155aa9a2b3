using System.Globalization;
using System.Xml.Linq;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary><c>report.html</c>: one file without scripts and without anything fetched; several drills have an index before them.</summary>
internal static class HtmlReport
{
    public static string Of(IReadOnlyList<DrillResult> results)
    {
        var right = results.Count(IsRight);
        var title = results.Count == 1 ? $"{results[0].Drill}: {Word(results[0])}" : $"{right} of {results.Count} drills as they shall be";
        var page = El(
            "html",
            At("lang", "en"),
            El(
                "head",
                El("meta", At("charset", "utf-8")),
                El("meta", At("name", "viewport"), At("content", "width=device-width, initial-scale=1")),
                El("meta", At("name", "color-scheme"), At("content", "light dark")),
                El("title", $"{title} · FcCreds rotation drills"),
                El("style", ReportStyle.Sheet)),
            El("body", Header(results, title), El("main", results.Count > 1 ? Index(results) : null, results.Select(DrillSection.Of)), Footer(results)));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    /// <summary>Passed, or failed as it shall.</summary>
    public static bool IsRight(DrillResult result) => result.Passed != result.ShallFail;

    public static string Word(DrillResult result) => (result.Passed, result.ShallFail) switch
    {
        (true, false) => "passed",
        (false, true) => "failed, as it shall",
        (true, true) => "passed, and shall fail",
        _ => "failed",
    };

    public static XElement Badge(DrillResult result) => El("span", Class(result.Passed ? "badge good" : "badge bad"), result.Passed ? "✓ " : "✗ ", Word(result));

    private static XElement Header(IReadOnlyList<DrillResult> results, string title) => El(
        "header",
        El("p", Class("product"), "FcCreds · rotation drills"),
        El("h1", title),
        El("p", Class("quiet"), string.Create(CultureInfo.InvariantCulture, $"{results.Min(result => result.StartedAt).UtcDateTime:yyyy-MM-dd HH:mm} UTC · {results.Sum(result => result.Load.Requests)} requests in {results.Sum(result => result.DurationSeconds):0.#} s")));

    private static XElement Index(IReadOnlyList<DrillResult> results) => El(
        "nav",
        At("aria-label", "Drills"),
        Table(
            "Drills of this run",
            ["Result", "Drill", "Target", "Well answered", "Recovered"],
            results.Select((result, i) => (IEnumerable<object?>)
            [
                Badge(result),
                El("a", At("href", $"#drill-{i}"), result.Drill),
                El("code", result.Target),
                $"{result.Load.Succeeded} of {result.Load.Requests}",
                result.Load.Failed == 0 ? "nothing failed" : result.Load.RecoverySeconds is { } seconds ? $"after {Seconds(seconds)}" : "never",
            ])));

    private static XElement Footer(IReadOnlyList<DrillResult> results) => El(
        "footer",
        results.Select(result => result.Versions).Distinct().Select(versions => El("p", $"FcCreds {versions.FcCreds} · {versions.DotNet} · {versions.OperatingSystem}")),
        El("p", "Every figure comes from the emulator's journal and from the load's own account; report.json beside this file has them all."));
}
