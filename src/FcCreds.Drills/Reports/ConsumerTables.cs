using System.Xml.Linq;
using FcCreds.Core.Time;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>Who used credentials: how often they were refused, when they changed over, how old their sessions became.</summary>
internal static class ConsumerTables
{
    public static XElement? Of(IReadOnlyList<ConsumerResult> consumers) => consumers.Count == 0 ? null : El(
        "div",
        Table(
            "Consumers",
            ["SDK (user agent)", "Calls", "Refused", "Sessions", "Refreshed at", "AssumeRole made / needed", "Fetches"],
            consumers.Select(consumer => (IEnumerable<object?>)
            [
                El("code", Name(consumer)),
                consumer.Calls,
                consumer.Refused,
                consumer.Sessions.Count,
                Moments(consumer.RefreshesAt),
                consumer.AssumeRoleNeeded is { } needed ? $"{consumer.AssumeRoleCalls} / {needed}" : "none made",
                consumer.Fetches,
            ])),
        consumers.Any(consumer => consumer.Sessions.Count > 0) ? El("details", El("summary", "Sessions and their ages"), consumers.Where(consumer => consumer.Sessions.Count > 0).Select(Sessions)) : null);

    public static string Name(ConsumerResult consumer)
        => consumer.FunctionName is { } function ? $"function {function}{(consumer.UserAgent is { } agent ? $", {agent}" : "")}" : consumer.UserAgent ?? "no user agent";

    /// <summary>A session's key where it is known, else its id.</summary>
    public static string Name(SessionUse session) => session.AccessKeyId ?? session.SessionId;

    private static string Moments(IReadOnlyList<double> moments)
    {
        const int Most = 8;
        if (moments.Count == 0) return "never";
        return string.Join(", ", moments.Take(Most).Select(Seconds)) + (moments.Count > Most ? $" and {moments.Count - Most} more" : "");
    }

    private static XElement Sessions(ConsumerResult consumer) => Table(
        Name(consumer),
        ["Session", "First used", "Last used", "Age when last used", "Calls", "Refused"],
        consumer.Sessions.Select(session => (IEnumerable<object?>)
        [
            El("code", Name(session)),
            Seconds(session.FirstUsedAt),
            Seconds(session.LastUsedAt),
            session.AgeAtLastUseSeconds is { } age ? LengthText.OfSeconds(age) : "not known",
            session.Calls,
            session.Refused,
        ]));
}
