using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Timer;

namespace FcCreds.Tests.Fc.Triggers.Timer;

public sealed class TimerTests
{
    private const string Handler = "def handler(event, context):\n    return 'done'\n";

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
        await using var other = new TimerTriggers(host.Fc.Catalog, host.Fc.Async, host.InvocationRole, host.Store.Documents, host.Clocks, host.Journal, Microsoft.Extensions.Logging.Abstractions.NullLogger<TimerTriggers>.Instance);
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

    [Fact]
    public void Rare_times_that_a_clock_jumped_over_count_once_too()
    {
        var may = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(may, Read("0 0 0 1 * *").Schedule.Due(Noon, Noon.AddDays(100))?.At);
        Assert.Null(Read("0 0 0 1 * *").Schedule.Due(may, Noon.AddDays(100)));
        Assert.Equal((new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), 3), Read("0 0 0 1 1 *").Schedule.Due(Noon, Noon.AddYears(4)));
        Assert.Equal((Noon.AddHours(16), 0), Read("0 0 4 * * SUN").Schedule.Due(Noon, Noon.AddDays(4)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{"cronExpression":"@every 1h"}""", "id")]
    [InlineData("""{"cronExpression":"@every 10h"}""", "another")]
    public async Task Timer_that_was_changed_or_made_anew_counts_from_then(string config, string id)
    {
        await using var host = await FcHost.StartAsync();
        var function = Declare(host, """{"cronExpression":"@every 10h"}""", "id");
        host.Fc.Start();
        var first = await MarkAsync(host, after: 0);
        host.Clocks.Life.Shift += TimeSpan.FromHours(9.5);
        Declare(host, config, id, function);
        var second = await MarkAsync(host, first);
        Assert.Empty(Fired(host));
        host.Clocks.Life.Shift += TimeSpan.FromHours(1.5);
        if (config.Contains("@every 10h", StringComparison.Ordinal)) host.Clocks.Life.Shift += TimeSpan.FromHours(9);
        await MarkAsync(host, second);
        Assert.DoesNotContain("passed over", (await host.Journal.NotesAsync("trigger-fired", 1))[0].Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Timer_that_was_switched_off_fires_nothing_of_that_time_when_it_is_on_again()
    {
        await using var host = await FcHost.StartAsync();
        var function = Declare(host, """{"cronExpression":"@every 1h"}""", "id");
        host.Fc.Start();
        var on = await MarkAsync(host, after: 0);
        Declare(host, """{"cronExpression":"@every 1h","enable":false}""", "id", function);
        var off = await MarkAsync(host, on);
        host.Clocks.Life.Shift += TimeSpan.FromHours(5);
        Declare(host, """{"cronExpression":"@every 1h"}""", "id", function);
        await MarkAsync(host, off);
        Assert.Empty(Fired(host));
    }

    [Fact(Timeout = 60_000)]
    public async Task Timer_goes_on_when_the_clock_is_moved_back()
    {
        await using var host = await FcHost.StartAsync();
        Declare(host, """{"cronExpression":"@every 1h"}""", "id");
        host.Fc.Start();
        var begun = await MarkAsync(host, after: 0);
        host.Clocks.Life.Shift = TimeSpan.FromDays(100);
        var fired = await MarkAsync(host, begun);
        host.Clocks.Life.Shift = TimeSpan.Zero;
        await MarkAsync(host, fired);
        host.Clocks.Life.Shift = TimeSpan.FromMinutes(61);
        Assert.Equal(2, (await host.Journal.NotesAsync("trigger-fired", 2)).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Timer_whose_version_is_gone_says_so_and_keeps_no_other_from_firing()
    {
        await using var host = await FcHost.StartAsync();
        TriggerDeclaration hourly = new() { TriggerName = "whole", TriggerType = TimerSettings.Type, TriggerConfig = """{"cronExpression":"@every 1h"}""" };
        host.Declare("python3.10", Handler, one => one with { Triggers = [hourly with { TriggerName = "broken", Qualifier = "gone" }, hourly] });
        host.Fc.Start();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await host.Store.Documents.ListAsync("timers/", TestContext.Current.CancellationToken)).Count < 2) await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        host.Clocks.Life.Shift += TimeSpan.FromHours(1);
        Assert.Contains("broken", (await host.Journal.NoteAsync("trigger-failed")).Message, StringComparison.Ordinal);
        Assert.Contains("whole", (await host.Journal.NoteAsync("trigger-fired")).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Timer_fired_by_order_calls_at_once_and_stays_due_when_it_was()
    {
        await Python.RequireAsync("python3.10");
        await using var host = await FcHost.StartAsync();
        var function = Declare(host, """{"cronExpression":"@every 1h","enable":false,"payload":"now"}""", "id");
        host.Fc.Start();
        var mark = await MarkAsync(host, after: 0);
        var (name, accepted) = await host.Fc.Timers.FireNowAsync(function, null, null, TestContext.Current.CancellationToken);
        Assert.Equal("timer", name);
        Assert.Contains("\"payload\":\"now\"", System.Text.Encoding.UTF8.GetString(accepted.Event), StringComparison.Ordinal);
        Assert.Equal(accepted.RequestId, (await host.Journal.NoteAsync("async-succeeded")).InvocationId);
        var fired = Assert.Single(Fired(host));
        Assert.Equal((accepted.RequestId, function), (fired.InvocationId, fired.FunctionName));
        Assert.Equal(mark, Assert.Single(await host.Store.Documents.ListAsync("timers/", TestContext.Current.CancellationToken)).Revision);
    }

    [Theory]
    [InlineData("nobody", null, "FunctionNotFound")]
    [InlineData("two", null, "InvalidArgument")]
    [InlineData("two", "third", "TriggerNotFound")]
    [InlineData("none", null, "TriggerNotFound")]
    public async Task Timer_that_cannot_be_told_is_not_fired(string function, string? trigger, string code)
    {
        await using var host = await FcHost.StartAsync();
        TriggerDeclaration timer = new() { TriggerName = "first", TriggerType = TimerSettings.Type, TriggerConfig = """{"cronExpression":"@every 1h"}""" };
        host.Declare("python3.10", Handler, one => one with { Name = "two", Triggers = [timer, timer with { TriggerName = "second" }] });
        host.Declare("python3.10", Handler, one => one with { Name = "none" });
        var refused = await Assert.ThrowsAsync<FcCreds.Core.Errors.ServiceException>(() => host.Fc.Timers.FireNowAsync(function, null, trigger, TestContext.Current.CancellationToken));
        Assert.Equal(code, refused.Error.Code);
        Assert.Empty(Fired(host));
    }

    private static string Declare(FcHost host, string config, string id, string? name = null)
    {
        TriggerDeclaration timer = new() { TriggerName = "timer", TriggerType = TimerSettings.Type, TriggerId = id, TriggerConfig = config };
        var made = host.Declare("python3.10", Handler, one => one with { Name = name ?? one.Name, Triggers = [timer] });
        return name ?? made;
    }

    /// <summary>Revision of the only timer's document, as soon as it is another.</summary>
    private static async Task<long> MarkAsync(FcHost host, long after)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            if (await host.Store.Documents.ListAsync("timers/", TestContext.Current.CancellationToken) is [var mark] && mark.Revision != after) return mark.Revision;
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<FcCreds.Core.Journal.JournalNote> Fired(FcHost host)
        => host.Journal.Read(new() { Limit = int.MaxValue }).OfType<FcCreds.Core.Journal.JournalNote>().Where(note => note.Kind == "trigger-fired");

    private static TimerSettings Read(string expression)
    {
        List<SettingsProblem> problems = [];
        var settings = TimerSettings.Read($$"""{"cronExpression":"{{expression}}"}""", problems)!;
        Assert.Empty(problems);
        return settings;
    }
}
