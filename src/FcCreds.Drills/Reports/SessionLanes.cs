using System.Xml.Linq;
using FcCreds.Core.Time;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>A lane per consumer, with a bar per session from its first use to its last and a mark at each refresh.</summary>
internal static class SessionLanes
{
    private const int MostConsumers = 8;
    private const int MostRows = 4;
    private const int LabelLetters = 27;
    private const double Row = 17;
    private const double Bar = 12;

    /// <summary>The lanes and where they end.</summary>
    public static (IReadOnlyList<XElement> Parts, double Bottom) Of(IReadOnlyList<ConsumerResult> consumers, TimeScale scale, double top)
    {
        List<XElement> parts = [];
        foreach (var consumer in consumers.Where(consumer => consumer.Sessions.Count > 0).Take(MostConsumers))
        {
            var name = ConsumerTables.Name(consumer);
            parts.Add(El("g", El("title", name), TimelinePicture.Label(Short(name), top + Bar - 2)));
            var rows = new List<double>();
            foreach (var session in consumer.Sessions)
            {
                var (x, end) = (scale.X(session.FirstUsedAt), scale.X(session.LastUsedAt));
                var width = Math.Max(4, end - x);
                var y = top + (Row * Place(rows, x, width));
                parts.Add(El("rect", Class(session.Refused > 0 ? "session refused" : "session"), At("x", x), At("y", y), At("width", width), At("height", Bar), At("rx", 3), El("title", Hint(session))));
            }
            foreach (var refresh in consumer.RefreshesAt) parts.Add(El("path", Class("refresh"), At("d", $"M{Number(scale.X(refresh))} {Number(top - 1)}l-5 -7h10z"), El("title", $"refreshed at {Seconds(refresh)}")));
            top += (Row * Math.Max(1, rows.Count)) + 10;
        }
        return (parts, top);
    }

    /// <summary>The first row that is free there; the last one when none is.</summary>
    private static int Place(List<double> rows, double x, double width)
    {
        var row = rows.FindIndex(end => end <= x);
        if (row < 0)
        {
            if (rows.Count < MostRows) rows.Add(0);
            row = rows.Count - 1;
        }
        rows[row] = x + width + 1;
        return row;
    }

    private static string Short(string name) => name.Length <= LabelLetters ? name : $"{name[..(LabelLetters - 1)]}…";

    private static string Hint(SessionUse session)
        => $"{ConsumerTables.Name(session)}: {Seconds(session.FirstUsedAt)} to {Seconds(session.LastUsedAt)}, {session.Calls} calls, {session.Refused} refused{(session.AgeAtLastUseSeconds is { } age ? $", {LengthText.OfSeconds(age)} old when last used" : "")}";
}
