using System.Xml.Linq;
using FcCreds.Drills.Results;
using static FcCreds.Drills.Reports.Html;

namespace FcCreds.Drills.Reports;

/// <summary>One drill, from its verdict down to the seed.</summary>
internal static class DrillSection
{
    public static XElement Of(DrillResult result, int index) => El(
        "section",
        At("id", $"drill-{index}"),
        Class(result.Passed ? "drill good" : "drill bad"),
        El("h2", result.Drill, " ", HtmlReport.Badge(result)),
        El("p", Class("quiet"), El("code", result.Target)),
        El("p", Class("verdict"), result.Verdict),
        What(result),
        result.Passed ? null : Cause(result.Cause),
        Expectations(result),
        TimelineFigure.Of(result, index),
        ConsumerTables.Of(result.Consumers),
        FailurePart.Of(result.FirstFailure),
        Mistakes(result),
        result.Passed ? Cause(result.Cause) : null,
        Proof(result.OldCredentials),
        Facts(result));

    private static XElement? What(DrillResult result)
    {
        (string Name, string? Text)[] lines = [("What happens", result.Description), ("A correct client", result.Correct), ("Catches", result.Catches.Count > 0 ? string.Join(", ", result.Catches) : null)];
        var known = lines.Where(line => line.Text is not null).ToList();
        return known.Count == 0 ? null : El("dl", Class("facts"), known.Select(line => El("div", El("dt", line.Name), El("dd", line.Text))));
    }

    private static XElement? Cause(CauseResult? cause) => cause is null ? null : El(
        "aside",
        Class("cause"),
        El("h3", "Probable cause"),
        El("p", El("strong", cause.Sentence)),
        El("p", El("b", "Fix: "), cause.Fix),
        cause.KnownIssue is { } issue ? El("p", El("b", "Known as: "), issue) : null);

    private static XElement Expectations(DrillResult result) => Table(
        "Expectations",
        ["", "Expected of", "Wanted", "Got"],
        result.Expectations.Select(one => (IEnumerable<object?>)
        [
            El("span", Class(one.Held ? "mark good" : "mark bad"), one.Held ? "✓ held" : "✗ missed"),
            El("code", one.Name),
            one.Wanted,
            El("strong", one.Got),
        ]));

    private static object?[]? Mistakes(DrillResult result) => result.Mistakes.Count == 0 ? null :
    [
        Table("Mistakes of the handler", ["Rule", "Times", "What", "Advice"], result.Mistakes.Select(one => (IEnumerable<object?>)[El("code", one.Rule), one.Count, one.Message, one.Advice])),
    ];

    private static XElement? Proof(IReadOnlyList<OldCredentialProof> proofs) => proofs.Count == 0 ? null : Table(
        "The old credential, tried once more at the end",
        ["", "Credential", "Ended by", "Tried at", "Answer"],
        proofs.Select(proof => (IEnumerable<object?>)
        [
            El("span", Class(proof.Refused ? "mark good" : "mark bad"), proof.Refused ? "✓ stays refused" : "✗ still works"),
            El("code", proof.Credential),
            proof.EndedBy,
            Seconds(proof.TriedAt),
            $"{proof.Status} {proof.Code}",
        ]));

    private static XElement Facts(DrillResult result) => El(
        "dl",
        Class("facts small"),
        Fact("File", result.File),
        Fact("Credentials", $"via {result.Via}{(result.Role is { } role ? $", role {role}" : "")}{(result.User is { } user ? $", user {user}" : "")}"),
        Fact("Clock", $"{result.Clock.Mode}: {result.Clock.Sentence}"),
        Fact("Seed", result.Seed),
        Fact("Load", $"{result.Load.Requests} requests, {result.Load.Succeeded} answered well, {result.Load.Failed} not{(result.Load is { MedianMs: { } median, P99Ms: { } slow } ? $"; median {Number(median)} ms, 99 % within {Number(slow)} ms" : "")}"),
        result.Load.Failures.Count == 0 ? null : Fact("The target said", string.Join("; ", result.Load.Failures.Select(failure => $"{failure.Count} × {failure.Text}"))),
        result.SuggestedPolicy is { } policy ? Fact("Least policy", El("pre", policy)) : null,
        Fact("Journal", $"events {result.Journal.First} to {result.Journal.Last}{(result.Journal.Dropped > 0 ? $", {result.Journal.Dropped} lost: the figures are too low" : ", none lost")}"));

    private static XElement Fact(string name, object value) => El("div", El("dt", name), El("dd", value));
}
