using System.Text.Json;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Drills;

namespace FcCreds.Tests.Server.Drills;

public sealed class DrillFileTests
{
    private const string Whole = """
        drill: expiry-under-load
        clock: life
        config: fccreds.yaml
        catches: ["ali-oss #1080"]
        target: { command: [python3, once.py], environment: { A: "1" } }
        credentials: { role: orders, via: uri, duration: 1h }
        load: { rate: 20/s, concurrency: 8, duration: 3s }
        timeline:
          - { at: 2s, throttle: { operation: "sts:AssumeRole", for: 500ms } }
          - { at: 1s, expire: { role: orders } }
          - { at: 2s, narrow: { role: orders, policy: { Version: 1, Statement: [] } } }
          - { at: 3s, rotate-sealing-key: }
          - { at: 3s, advance: { by: -36h } }
        expect:
          success: ">= 99%"
          codes: { SecurityTokenExpired: "<= 8", AccessDenied: 0 }
          recover: "<= 500ms"
          old-credential-refused: true
        """;

    [Fact]
    public void A_drill_is_read_with_its_timeline_in_order()
    {
        var problems = new Problems();
        var drill = DrillFile.Read("x.yaml", "/drills", Whole, problems);

        Assert.Empty(problems.Sorted());
        Assert.Equal(["expire", "fault", "narrow", "rotate-sealing-key", "advance"], drill!.Timeline.Select(moment => moment.Kind));
        Assert.Equal("sts:AssumeRole answers 400 Throttling.User, for 0.5 s", drill.Timeline[1].What);
        Assert.Equal(TimeSpan.FromHours(-36), Assert.IsType<AdvanceMoment>(drill.Timeline[4]).By);
        Assert.Equal((20, 8, TimeSpan.FromSeconds(3)), (drill.Load.PerSecond, drill.Load.Concurrency, drill.Load.Duration));
        Assert.Equal((Comparison.AtMost, 0.5), (drill.Expect.Recover!.Value.Comparison, drill.Expect.Recover.Value.Value));
        Assert.True(drill.Expect.Success!.Value.Holds(99));
        Assert.False(drill.Expect.Codes["AccessDenied"].Holds(1));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_places()
    {
        const string Wrong = """
            drill: wrong
            clock: lief
            target: { http: "http://x/", function: f }
            credentials: { via: uri }
            load: { rate: fast }
            timeline:
              - { expire: { role: a } }
              - { at: 1s, fault: { operation: "sts:AssumeRole", code: X } }
              - { at: 1s, revok: { role: a } }
            expect: { success: many, codez: {} }
            """;
        var problems = new Problems();

        Assert.Null(DrillFile.Read("wrong.yaml", "/drills", Wrong, problems));
        Assert.Equal([2, 3, 4, 4, 5, 5, 7, 8, 9, 10, 10], problems.Sorted().Select(problem => problem.At.Line));
        Assert.Contains(problems.Sorted(), problem => problem.Message.Contains("did you mean 'revoke'?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_drill_that_expects_nothing_is_refused()
    {
        var problems = new Problems();
        Assert.Null(DrillFile.Read("x.yaml", "/", Whole[..Whole.IndexOf("expect:", StringComparison.Ordinal)], problems));
        Assert.Contains("expects nothing cannot fail", Assert.Single(problems.Sorted()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_has_every_key_the_reader_knows_and_no_other()
    {
        var sections = JsonDocument.Parse(DrillSchema.Text()).RootElement.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .ToDictionary(definition => definition.Name, definition => definition.Value.GetProperty("properties").EnumerateObject().Select(key => key.Name).Order());

        Assert.Equal(DrillKeys.Sections.Keys.Order(), sections.Keys.Order());
        foreach (var (section, keys) in DrillKeys.Sections) Assert.Equal(keys.Order(), sections[section]);
    }
}
