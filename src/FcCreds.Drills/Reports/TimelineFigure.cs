using System.Xml.Linq;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>The picture of a drill with its legend, and the same in tables for who cannot see it.</summary>
internal static class TimelineFigure
{
    public static XElement Of(DrillResult result, int index)
    {
        var codes = CodesOf(result);
        return El(
            "figure",
            El("div", Class("scroll"), TimelinePicture.Of(result, codes, index)),
            El(
                "figcaption",
                El(
                    "ul",
                    Class("legend"),
                    El("li", El("span", Class("swatch ok")), "answered well"),
                    El("li", El("span", Class("swatch failed")), "failed"),
                    codes.Select((code, i) => El("li", El("span", Class($"swatch {CodeClass(i)}")), $"{code.Code} × {code.Count}"))),
                result.Timeline.Count == 0 ? null : El("ol", Class("moments"), result.Timeline.Select(Moment))),
            El(
                "details",
                El("summary", "The picture in figures"),
                Table(
                    "Load, slice by slice",
                    ["From", "To", "Answered well", "Failed", "Errors at the services"],
                    result.Buckets.Select(bucket => (IEnumerable<object?>)
                    [
                        Seconds(bucket.From), Seconds(bucket.To), bucket.Succeeded, bucket.Failed, string.Join(", ", bucket.Codes.Select(code => $"{code.Key} × {code.Value}")),
                    ]))));
    }

    /// <summary>There are colours for five kinds of errors; the sixth has the fifth's.</summary>
    public static string CodeClass(int position) => $"code-{Math.Min(position, 4)}";

    /// <summary>Errors at the services, the most frequent first.</summary>
    private static IReadOnlyList<(string Code, int Count)> CodesOf(DrillResult result)
        => [.. result.Buckets.SelectMany(bucket => bucket.Codes).GroupBy(code => code.Key).Select(same => (same.Key, same.Sum(code => code.Value))).OrderByDescending(code => code.Item2).ThenBy(code => code.Key, StringComparer.Ordinal)];

    private static XElement Moment(TimelineEntry entry) => El(
        "li",
        El("b", entry.AppliedAt is { } at ? Seconds(at) : "not reached"),
        $" {entry.What}",
        entry.EndsAt is { } end ? $", until {Seconds(end)}" : null,
        entry.Refused is { } refused ? $" (refused: {refused})" : null);
}
