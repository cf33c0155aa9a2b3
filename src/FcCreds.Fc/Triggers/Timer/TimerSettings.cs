using System.Text.RegularExpressions;
using Cronos;

namespace FcCreds.Fc.Triggers.Timer;

/// <summary><c>triggerConfig</c> of a timer trigger (TimerTriggerConfig of the FC 3.0 API).</summary>
internal sealed partial record TimerSettings
{
    public const string Type = "timer";

    private const string Zone = "CRON_TZ=";

    private static readonly string[] Keys = ["cronExpression", "enable", "payload"];

    /// <summary>As it is written.</summary>
    public required string CronExpression { get; init; }

    public required TimerSchedule Schedule { get; init; }

    public bool IsEnabled { get; init; } = true;

    public string Payload { get; init; } = "";

    /// <summary>Null, and a problem told, when they could not be read.</summary>
    public static TimerSettings? Read(string triggerConfig, List<SettingsProblem> problems)
    {
        if (SettingsSection.Parse(triggerConfig, "the config of a timer trigger", Keys, problems) is not { } section) return null;
        var (expression, enabled, payload) = (section.RequiredText("cronExpression"), section.Flag("enable", otherwise: true), section.Text("payload") ?? "");
        if (expression is null) return null;
        if (ReadSchedule(expression, out var mistake) is { } schedule) return new() { CronExpression = expression, Schedule = schedule, IsEnabled = enabled, Payload = payload };
        section.Problem("cronExpression", mistake);
        return null;
    }

    private static TimerSchedule? ReadSchedule(string expression, out string mistake)
    {
        mistake = $"'{expression}' is no schedule: write @every 5m, or seconds, minutes, hours, day, month and weekday such as 0 0 4 * * * (UTC), with CRON_TZ=Asia/Shanghai before them for another time zone.";
        if (Every().Match(expression) is { Success: true } every)
        {
            var length = int.Parse(every.Groups[1].ValueSpan, provider: null);
            var period = every.Groups[2].Value switch { "h" => TimeSpan.FromHours(length), "m" => TimeSpan.FromMinutes(length), _ => TimeSpan.FromSeconds(length) };
            return period > TimeSpan.Zero ? new TimerSchedule(period, null, TimeZoneInfo.Utc) : null;
        }
        var zone = TimeZoneInfo.Utc;
        if (expression.StartsWith(Zone, StringComparison.Ordinal))
        {
            var end = expression.IndexOf(' ', StringComparison.Ordinal);
            if (end < 0) return null;
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(expression[Zone.Length..end], out var found))
            {
                mistake = $"There is no time zone '{expression[Zone.Length..end]}'; write its IANA name, such as Asia/Shanghai.";
                return null;
            }
            (zone, expression) = (found, expression[(end + 1)..]);
        }
        return Cronos.CronExpression.TryParse(expression, CronFormat.IncludeSeconds, out var cron) ? new TimerSchedule(null, cron, zone) : null;
    }

    [GeneratedRegex(@"^@every ([1-9][0-9]{0,5})(h|m|s)\z")]
    private static partial Regex Every();
}

/// <summary>A period from a beginning, or times of the calendar.</summary>
internal sealed record TimerSchedule(TimeSpan? Period, CronExpression? Cron, TimeZoneInfo Zone)
{
    private const int MostCounted = 10_000;

    private static readonly TimeSpan[] Windows = [TimeSpan.FromDays(1), TimeSpan.FromDays(32), TimeSpan.FromDays(366)];

    /// <summary>The first time after that one; null when there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => Period is { } period ? time + period : Cron!.GetNextOccurrence(time, Zone);

    /// <summary>The last time up to <paramref name="now"/> that comes after <paramref name="last"/>, and how many came before it; null when none is due.</summary>
    public (DateTimeOffset At, int Missed)? Due(DateTimeOffset last, DateTimeOffset now)
    {
        if (Period is { } period)
        {
            var passed = (long)((now - last) / period);
            return passed < 1 ? null : (last + (passed * period), (int)Math.Min(passed - 1, int.MaxValue));
        }
        if (After(last) is not { } first || first > now) return null;
        if (LastOf(first, now, MostCounted) is { } counted) return counted;
        // A year of seconds need not be counted one by one: a window that has any tells the last.
        foreach (var window in Windows)
        {
            if (After(now - window) is { } recent && recent <= now) return (LastOf(recent, now, int.MaxValue)!.Value.At, int.MaxValue);
        }
        return LastOf(first, now, int.MaxValue);
    }

    /// <summary>Null when more than <paramref name="most"/> come before it.</summary>
    private (DateTimeOffset At, int Before)? LastOf(DateTimeOffset first, DateTimeOffset now, int most)
    {
        var before = 0;
        for (var next = After(first); next <= now; next = After(next.Value))
        {
            if (before == most) return null;
            (first, before) = (next.Value, before + 1);
        }
        return (first, before);
    }
}
