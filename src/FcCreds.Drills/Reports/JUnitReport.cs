using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FcCreds.Drills.Results;

namespace FcCreds.Drills.Reports;

/// <summary>
/// <c>junit.xml</c>: a suite per drill, a case per expectation. Where the client shall fail, that is a case of its own, and what was missed
/// counts as it shall.
/// </summary>
internal static class JUnitReport
{
    public static string Of(IReadOnlyList<DrillResult> results)
    {
        var suites = results.Select(Suite).ToList();
        var root = new XElement("testsuites", new XAttribute("name", "FcCreds rotation drills"), Counts(suites.SelectMany(suite => suite.Elements("testcase"))), suites);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    private static XElement Suite(DrillResult result)
    {
        var cases = Cases(result).ToList();
        return new(
            "testsuite",
            new XAttribute("name", Html.Text($"{result.Drill} ({result.Target})")),
            Counts(cases),
            new XAttribute("time", result.DurationSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
            new XAttribute("timestamp", result.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            new XElement("properties", Property("file", result.File), Property("seed", result.Seed.ToString(CultureInfo.InvariantCulture)), Property("clock", result.Clock.Mode), Property("fccreds", result.Versions.FcCreds)),
            cases,
            new XElement("system-out", Html.Text(result.Verdict)));
    }

    private static IEnumerable<XElement> Cases(DrillResult result)
    {
        if (result.ShallFail) yield return Case(result, "fails, as it shall", result.Passed ? Failure("every expectation held", result.Verdict) : null);
        foreach (var one in result.Expectations)
        {
            var missed = one.Held || result.ShallFail ? null : Failure($"wanted {one.Wanted}, got {one.Got}", Reason(result));
            yield return Case(result, $"{one.Name} {one.Wanted}", missed);
        }
    }

    private static string Reason(DrillResult result)
    {
        var text = new StringBuilder(result.Verdict);
        if (result.Cause is { } cause) text.Append('\n').Append(cause.Sentence).Append(' ').Append(cause.Fix);
        return text.ToString();
    }

    private static XElement Case(DrillResult result, string name, XElement? outcome)
        => new("testcase", new XAttribute("classname", Html.Text($"drills.{result.Drill}")), new XAttribute("name", Html.Text(name)), outcome);

    private static XElement Failure(string message, string text) => new("failure", new XAttribute("message", Html.Text(message)), new XAttribute("type", "expectation"), Html.Text(text));

    private static XElement Property(string name, string value) => new("property", new XAttribute("name", name), new XAttribute("value", Html.Text(value)));

    private static object[] Counts(IEnumerable<XElement> cases)
    {
        var all = cases.ToList();
        return
        [
            new XAttribute("tests", all.Count),
            new XAttribute("failures", all.Count(one => one.Element("failure") is not null)),
            new XAttribute("errors", 0),
        ];
    }
}
