using System.Xml.Linq;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>
/// The drill as a picture: load and errors in columns, below them one lane per consumer with a bar per session, and the timeline's moments
/// across all of it. Units are the picture's own; x is time.
/// </summary>
internal static class TimelinePicture
{
    private const double Top = 30;
    private const double Columns = 96;
    private const double Gap = 26;
    private const double Axis = 26;

    public static XElement Of(DrillResult result, IReadOnlyList<(string Code, int Count)> codes, int index)
    {
        var scale = TimeScale.Of(result);
        var load = Top + Columns;
        var errors = codes.Count == 0 ? load : load + Gap + (Columns * 0.6);
        var (lanes, bottom) = SessionLanes.Of(result.Consumers, scale, errors + Gap);
        List<XElement> parts =
        [
            .. Grid(scale, bottom),
            .. result.Timeline.SelectMany((entry, i) => Moment(entry, i, scale, bottom)),
            Label("Load", Top + (Columns / 2)),
            .. Bars(result, scale, load),
        ];
        if (codes.Count > 0) parts.AddRange([Label("Errors", errors - (Columns * 0.3)), .. Errors(result, codes, scale, errors)]);
        parts.AddRange(lanes);
        return El(
            "svg",
            At("viewBox", $"0 0 {Number(TimeScale.Width)} {Number(bottom + Axis)}"),
            At("role", "img"),
            At("aria-labelledby", $"picture-{index} picture-{index}-text"),
            El("title", At("id", $"picture-{index}"), $"Timeline of {result.Drill}"),
            El("desc", At("id", $"picture-{index}-text"), Description(result)),
            parts);
    }

    public static XElement Label(string text, double y) => El("text", Class("lane"), At("x", 0), At("y", y), text);

    private static string Description(DrillResult result)
        => $"{result.Load.Succeeded} of {result.Load.Requests} requests answered well in {Number(result.DurationSeconds)} s. "
            + string.Join(" ", result.Timeline.Where(entry => entry.AppliedAt is not null).Select(entry => $"At {Seconds(entry.AppliedAt!.Value)}: {entry.What}."))
            + " The tables below have the same in figures.";

    private static IEnumerable<XElement> Grid(TimeScale scale, double bottom)
    {
        foreach (var tick in scale.Ticks())
        {
            var x = scale.X(tick);
            yield return El("line", Class("grid"), At("x1", x), At("x2", x), At("y1", Top), At("y2", bottom));
            yield return El("text", Class("tick"), At("x", x), At("y", bottom + 16), At("text-anchor", "middle"), $"{Number(tick)} s");
        }
    }

    private static IEnumerable<XElement> Moment(TimelineEntry entry, int index, TimeScale scale, double bottom)
    {
        if (entry.AppliedAt is not { } at) yield break;
        var x = scale.X(at);
        if (entry.EndsAt is { } end) yield return El("rect", Class("span"), At("x", x), At("y", Top), At("width", Math.Max(1, scale.X(end) - x)), At("height", bottom - Top));
        yield return El("line", Class("moment"), At("x1", x), At("x2", x), At("y1", Top - 8), At("y2", bottom));
        yield return El("g", El("title", $"{Seconds(at)}: {entry.What}"), El("circle", Class("moment"), At("cx", x), At("cy", 13), At("r", 10)), El("text", Class("number"), At("x", x), At("y", 17), At("text-anchor", "middle"), index + 1));
    }

    private static IEnumerable<XElement> Bars(DrillResult result, TimeScale scale, double bottom)
    {
        var most = Math.Max(1, result.Buckets.Select(bucket => bucket.Succeeded + bucket.Failed).DefaultIfEmpty(0).Max());
        foreach (var bucket in result.Buckets)
        {
            var hint = $"{Seconds(bucket.From)}: {bucket.Succeeded} answered well, {bucket.Failed} failed";
            foreach (var bar in Stack(bucket, [("ok", bucket.Succeeded), ("failed", bucket.Failed)], hint, scale, bottom, Columns / most)) yield return bar;
        }
        yield return Line(bottom);
    }

    private static IEnumerable<XElement> Errors(DrillResult result, IReadOnlyList<(string Code, int Count)> codes, TimeScale scale, double bottom)
    {
        var most = Math.Max(1, result.Buckets.Select(bucket => bucket.Codes.Values.Sum()).DefaultIfEmpty(0).Max());
        foreach (var bucket in result.Buckets)
        {
            var parts = codes.Select((code, i) => (TimelineFigure.CodeClass(i), bucket.Codes.GetValueOrDefault(code.Code)));
            var hint = $"{Seconds(bucket.From)}: {string.Join(", ", bucket.Codes.Select(code => $"{code.Key} × {code.Value}"))}";
            foreach (var bar in Stack(bucket, parts, hint, scale, bottom, Columns * 0.6 / most)) yield return bar;
        }
        yield return Line(bottom);
    }

    private static IEnumerable<XElement> Stack(BucketResult bucket, IEnumerable<(string Class, int Count)> parts, string hint, TimeScale scale, double bottom, double unit)
    {
        var (x, width) = (scale.X(bucket.From), scale.X(bucket.To) - scale.X(bucket.From));
        var y = bottom;
        foreach (var (name, count) in parts.Where(part => part.Count > 0))
        {
            y -= count * unit;
            yield return El("rect", Class(name), At("x", x + (width * 0.1)), At("y", y), At("width", width * 0.8), At("height", count * unit), El("title", hint));
        }
    }

    private static XElement Line(double y) => El("line", Class("base"), At("x1", TimeScale.Left), At("x2", TimeScale.Right), At("y1", y), At("y2", y));
}
