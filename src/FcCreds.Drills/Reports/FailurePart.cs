using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>The first failure, statement by statement.</summary>
internal static class FailurePart
{
    public static XElement? Of(FailureResult? failure) => failure is null ? null : El(
        "div",
        El("h3", failure.Status < 400 ? "The oldest credentials in use" : "The first failure, explained"),
        El(
            "dl",
            Class("facts"),
            Fact("Request", $"{failure.Operation} on {failure.Resource}, at {Seconds(failure.At)}{(failure.RequestId is { } id ? $", request {id}" : "")}"),
            Fact("Answer", $"{failure.Status} {failure.Code}{(failure.Ec is { } ec ? $" (EC {ec})" : "")}"),
            Fact("Who", $"{failure.Principal}{(failure.Refusal?.Who.AccessKeyId is { } key ? $", {key}" : "")}"),
            failure.UserAgent is { } agent ? Fact("User agent", agent) : null,
            failure.FunctionName is { } function ? Fact("Function", $"{function}{(failure.InvocationId is { } invocation ? $", invocation {invocation}" : "")}") : null,
            failure.CredentialAgeSeconds is { } age ? Fact("Credentials", $"{LengthText.OfSeconds(age)} old{End(failure.PastEndSeconds)}") : null,
            failure.Refusal is { Who: { IssuedAt: { } issued, ExpiresAt: { } expires, At: { } at } } ? Fact("Life clock", $"issued {Time(issued)}, ends {Time(expires)}, used {Time(at)}") : null,
            failure.Refusal is { } refusal ? Fact("Why", El("strong", refusal.Reason)) : null,
            failure.Refusal?.Advice is { } advice ? Fact("Do", advice) : null),
        failure.Refusal is { } trace ? Statements(trace) : null);

    private static IEnumerable<XElement> Statements(RefusalTrace refusal)
    {
        if (refusal.Demand is { } demand) yield return El("p", "Asked for ", El("code", demand.Action), " on ", El("code", demand.Resource), ".");
        if (refusal.Read is { Count: > 0 } read)
        {
            yield return Table(
                "Statements read, in their order",
                ["Where", "Statement", "Effect", "Why not"],
                read.Select(one => (IEnumerable<object?>)[one.Source, El("code", one.AttachedTo is { } whose ? $"{one.Name} of {whose}" : one.Name), one.Effect == "None" ? "does not apply" : one.Effect, one.Because]));
        }
        else
        {
            yield return El("p", Class("quiet"), refusal.Verdict is { } verdict ? $"No statement was read: the credentials themselves were refused ({verdict})." : "No statement was read: no policy is attached.");
        }
        if (refusal.Needed is not { } needed) yield break;
        yield return El("p", $"To add to {refusal.NeededIn}:");
        foreach (var statement in (IEnumerable<string>)[needed, .. refusal.AlsoNeeded ?? []]) yield return El("pre", statement);
    }

    private static string End(double? past) => past switch
    {
        > 0 => $", over for {LengthText.OfSeconds(past.Value)}",
        { } left => $", with {LengthText.OfSeconds(-left)} left by their time",
        _ => "",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static XElement Fact(string name, object value) => El("div", El("dt", name), El("dd", value));
}
