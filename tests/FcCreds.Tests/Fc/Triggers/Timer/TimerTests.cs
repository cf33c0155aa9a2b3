using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Timer;

namespace FcCreds.Tests.Fc.Triggers.Timer;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("@every 5m", "2026-01-31T12:05:00Z")]
    [InlineData("@every 90s", "2026-01-31T12:01:30Z")]
    [InlineData("0 0 4 * * *", "2026-02-01T04:00:00Z")]
    [InlineData("CRON_TZ=Asia/Shanghai 0 0 4 1 * *", "2026-01-31T20:00:00Z")]
    [InlineData("0 30 12 ? * MON-FRI", "2026-02-02T12:30:00Z")]
    public void Schedules_say_when_they_are_due_next(string expression, string next)
        => Assert.Equal(DateTimeOffset.Parse(next, provider: null), Read(expression).Schedule.After(Noon));

    [Theory]
    [InlineData("0 4 * * *")]
    [InlineData("@every 0m")]
    [InlineData("@every five minutes")]
    [InlineData("CRON_TZ=Nowhere/Atall 0 0 4 * * *")]
    [InlineData("61 0 4 * * *")]
    [InlineData("")]
    public void What_is_no_schedule_is_said_to_be_none(string expression)
    {
        List<SettingsProblem> problems = [];
        Assert.Null(TimerSettings.Read($$"""{"cronExpression":"{{expression}}"}""", problems));
        Assert.Equal("cronExpression", Assert.Single(problems).Path);
    }

    [Fact]
    public void Times_that_a_clock_jumped_over_count_once()
    {
        Assert.Null(Read("@every 5m").Schedule.Due(Noon, Noon.AddMinutes(4)));
        Assert.Equal((Noon.AddMinutes(35), 6), Read("@every 5m").Schedule.Due(Noon, Noon.AddMinutes(37)));
        Assert.Equal((Noon.AddMinutes(30), 2), Read("0 */10 * * * *").Schedule.Due(Noon, Noon.AddMinutes(37)));
        Assert.Equal((Noon.AddDays(100), int.MaxValue), Read("* * * * * *").Schedule.Due(Noon, Noon.AddDays(100)));
    }

    [Fact(Timeout = 120_000)]
    public async Task Timer_calls_its_function_by_the_life_clock_and_of_two_servers_one_does()
    {
        await Python.RequireAsync("python3.10");
        await using var host = await FcHost.StartAsync();
        var function = host.Declare("python3.10", "def handler(event, context):\n    print('EVENT ' + event.decode())\n    return 'done'\n", one => one with
        {
            Triggers = [new() { TriggerName = "hourly", TriggerType = TimerSettings.Type, TriggerConfig = """{"cronExpression":"@every 1h","payload":"awake"}""" }],
        });
        host.Fc.Start();
        await using var other = new TimerTriggers(host.Fc.Catalog, host.Fc.Async, host.Store.Documents, host.Clocks, host.Journal, Microsoft.Extensions.Logging.Abstractions.NullLogger<TimerTriggers>.Instance);
        other.Start();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await host.Store.Documents.ListAsync("timers/", TestContext.Current.CancellationToken)).Count == 0) await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        for (var hour = 1; hour <= 3; hour++)
        {
            host.Clocks.Life.Shift += TimeSpan.FromHours(1);
            await host.Journal.NotesAsync("async-succeeded", hour);
        }
        Assert.Equal(3, (await host.Journal.NotesAsync("trigger-fired", 3)).Count(note => note.FunctionName == function));
    }

    private static TimerSettings Read(string expression)
    {
        List<SettingsProblem> problems = [];
        var settings = TimerSettings.Read($$"""{"cronExpression":"{{expression}}"}""", problems)!;
        Assert.Empty(problems);
        return settings;
    }
}
