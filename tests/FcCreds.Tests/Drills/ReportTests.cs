using System.Xml.Linq;
using FcCreds.Drills.Reports;
using FcCreds.Drills.Results;

namespace FcCreds.Tests.Drills;

public sealed class ReportTests
{
    private const string Hostile = "</td><script>alert('1')</script>\"&\0\u001b[31m\ud800]]>";
    private const string Cleaned = "</td><script>alert('1')</script>\"&\ufffd\ufffd[31m\ufffd]]>";

    [Fact]
    public void What_requests_say_is_text_in_the_page_and_never_markup()
    {
        var html = HtmlReport.Of([Result(passed: false)]);
        var page = Page(html);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(page.Descendants().Attributes(), one => one.Name.LocalName is "src" or "style" || one.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a").Attributes("href"), link => Assert.StartsWith("#", link.Value, StringComparison.Ordinal));
        // User agent, code, resource, key, what the target said: each is told, as it was but for what XML cannot hold.
        Assert.True(page.Descendants().Count(one => !one.HasElements && one.Value.Contains(Cleaned, StringComparison.Ordinal)) >= 8);
    }

    [Fact]
    public void The_page_needs_nothing_from_anywhere()
    {
        var html = HtmlReport.Of([Result(passed: true), Result(passed: false)]);

        Assert.DoesNotContain("://", html.Replace("oss://", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        // A browser reads the style as it stands.
        Assert.Contains(ReportStyle.Sheet, html.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_drills_have_an_index_that_leads_to_each()
    {
        var page = Page(HtmlReport.Of([Result(passed: true), Result(passed: false)]));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(2, page.Descendants("nav").Descendants("a").Count(link => ids.Contains(link.Attribute("href")!.Value[1..])));
        Assert.Empty(Page(HtmlReport.Of([Result(passed: true)])).Descendants("nav"));
    }

    [Fact]
    public void The_picture_is_described_and_draws_every_bucket_session_and_moment()
    {
        var picture = Page(HtmlReport.Of([Result(passed: false)])).Descendants("svg").Single();
        var (title, text) = (picture.Element("title")!, picture.Element("desc")!);

        Assert.Equal($"{title.Attribute("id")!.Value} {text.Attribute("id")!.Value}", picture.Attribute("aria-labelledby")!.Value);
        Assert.Contains("1 of 3 requests answered well", text.Value, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1, 2, 1, 1), (Drawn("ok"), Drawn("failed"), Drawn("code-0"), Drawn("session") + Drawn("session refused"), Drawn("refresh"), Drawn("span")));
        Assert.Equal(2, picture.Descendants("circle").Count());

        int Drawn(string name) => picture.Descendants().Count(one => one.Attribute("class")?.Value == name);
    }

    [Fact]
    public void JUnit_has_a_case_per_expectation_and_survives_hostile_text()
    {
        var root = XDocument.Parse(JUnitReport.Of([Result(passed: true), Result(passed: false)])).Root!;

        Assert.Equal(["0", "1"], root.Elements("testsuite").Select(suite => suite.Attribute("failures")!.Value));
        Assert.Equal(("4", "1"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value));
        Assert.Equal("wanted 100%, got 33.33 %", root.Descendants("failure").Single().Attribute("message")!.Value);
        Assert.Contains(Cleaned, root.Descendants("failure").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "1")]
    public void In_JUnit_a_client_that_shall_fail_fails_by_passing(bool passed, string failures)
    {
        var suite = XDocument.Parse(JUnitReport.Of([Result(passed) with { ShallFail = true }])).Root!.Element("testsuite")!;

        Assert.Equal(("3", failures), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
    }

    private static XDocument Page(string html) => XDocument.Parse(html["<!DOCTYPE html>".Length..].TrimStart());

    private static DrillResult Result(bool passed) => new()
    {
        Drill = "expiry",
        Description = Hostile,
        File = Hostile,
        Passed = passed,
        Verdict = Hostile,
        Target = Hostile,
        Via = "uri",
        Role = "orders",
        Clock = new("none", "No clock moved.", 0, 0, false),
        Seed = 7,
        Versions = new("1.0", ".NET", "Linux"),
        StartedAt = DateTimeOffset.UnixEpoch,
        DurationSeconds = 0.3,
        Load = new() { Requests = 3, Succeeded = passed ? 3 : 1, Failed = passed ? 0 : 2, Recovered = passed, Failures = [new(Hostile, 2)] },
        Expectations = [new("success", "100%", passed ? "100 %" : "33.33 %", passed, passed ? 100 : 33.33), new("stale-uses", "0", "0", true, 0)],
        Timeline =
        [
            new() { PlannedAt = 0.1, AppliedAt = 0.1, Kind = "expire", What = Hostile },
            new() { PlannedAt = 0.1, AppliedAt = 0.15, Kind = "fault", What = "sts:AssumeRole answers 503", EndsAt = 0.2 },
            new() { PlannedAt = 9, Kind = "clear", What = "never reached" },
        ],
        Buckets = [new(0, 0.1, 1, 0, new Dictionary<string, int>()), new(0.1, 0.2, 0, 2, new Dictionary<string, int> { [Hostile] = 2 }), new(0.2, 0.3, 0, 0, new Dictionary<string, int>())],
        Consumers =
        [
            new()
            {
                UserAgent = Hostile,
                Calls = 3,
                Refused = 2,
                Sessions =
                [
                    new() { SessionId = Hostile, FirstUsedAt = 0, LastUsedAt = 0.1, Calls = 2, Refused = 1, AgeAtLastUseSeconds = 0.2 },
                    new() { SessionId = "s2", AccessKeyId = "STS.2", FirstUsedAt = 0.2, LastUsedAt = 0.2, Calls = 1, Refused = 0 },
                ],
                RefreshesAt = [0.2],
                AssumeRoleCalls = 2,
                AssumeRoleNeeded = 2,
                Fetches = 0,
            },
        ],
        FirstFailure = passed ? null : new()
        {
            At = 0.1,
            UserAgent = Hostile,
            Service = "oss",
            Operation = "PutObject",
            Resource = Hostile,
            Principal = Hostile,
            Status = 403,
            Code = Hostile,
            CredentialAgeSeconds = 0.1,
            Refusal = new() { Who = new() { Arn = Hostile }, Reason = Hostile, Read = [new("IdentityPolicy", Hostile, "None", Hostile)], Needed = Hostile, NeededIn = "role orders" },
        },
        Cause = passed ? null : new("other", Hostile, Hostile, Hostile),
        OldCredentials = [new(Hostile, "expire", 0.3, 403, Hostile, true)],
        Journal = new(1, 9, 0),
    };
}
