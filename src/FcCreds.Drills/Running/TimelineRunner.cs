using FcCreds.Core.Journal;
using FcCreds.Drills.Results;
using FcCreds.Drills.Scenarios;
using FcCreds.Drills.Targets;

namespace FcCreds.Drills.Running;

/// <summary>Does what the timeline says when its time comes. A refusal by the server is told, not fatal.</summary>
internal sealed class TimelineRunner(IDrillCloud cloud, Scenario scenario, IDrillTarget target, LoadDriver driver, JournalTape tape, ClockShifts before, ulong seed, TimeProvider monotonic)
{
    private readonly RamSteps ram = new(cloud, target);
    private readonly HashSet<string> ended = [];

    public List<TimelineEntry> Entries { get; } = [];

    public TimeSpan Life { get; private set; }

    public TimeSpan Wire { get; private set; }

    public bool ClientsMoved { get; private set; }

    /// <summary>What has happened last, for whoever watches.</summary>
    public string? Latest { get; private set; }

    /// <summary>Clocks that are wrong from the start are so before the first credentials are asked for.</summary>
    public Task BeginAsync(CancellationToken ct) => RunAsync(scenario.Timeline.TakeWhile(moment => moment.At == TimeSpan.Zero && moment is SkewMoment or AdvanceMoment), began: null, ct);

    /// <param name="began">When the load did.</param>
    /// <param name="ct">Ends it.</param>
    public Task RunAsync(long began, CancellationToken ct) => RunAsync(scenario.Timeline.Skip(Entries.Count), began, ct);

    private async Task RunAsync(IEnumerable<Moment> moments, long? began, CancellationToken ct)
    {
        foreach (var moment in moments.ToList())
        {
            if (began is { } begin && moment.At - monotonic.GetElapsedTime(begin) is { Ticks: > 0 } early) await Task.Delay(early, monotonic, ct);
            Latest = $"{moment.Kind} {moment.What}";
            string? refused = null;
            try
            {
                await DoAsync(moment, ct);
            }
            catch (DrillRefusal refusal)
            {
                refused = refusal.Message;
            }
            var at = began is { } start ? monotonic.GetElapsedTime(start).TotalSeconds : 0;
            await tape.CatchUpAsync(ct);
            Entries.Add(Entry(moment) with
            {
                AppliedAt = at,
                EndsAt = moment is FaultMoment { Rule.ForSeconds: { } length } ? at + length : null,
                Refused = refused,
                JournalSequence = tape.Last,
            });
        }
    }

    /// <summary>Those that never came, because the drill ended before.</summary>
    public IReadOnlyList<TimelineEntry> Whole() => [.. Entries, .. scenario.Timeline.Skip(Entries.Count).Select(Entry)];

    private static TimelineEntry Entry(Moment moment) => new() { PlannedAt = moment.At.TotalSeconds, Kind = moment.Kind, What = moment.What };

    private Task DoAsync(Moment moment, CancellationToken ct) => moment switch
    {
        ExpireMoment expire => EndAsync(expire.Role, cloud.ExpireAsync, ct),
        RevokeMoment revoke => EndAsync(revoke.Role, cloud.RevokeAsync, ct),
        FaultMoment fault => cloud.SetFaultAsync(fault.Rule, seed, ct),
        ClearMoment clear => cloud.ClearFaultsAsync(clear.Operation, ct),
        MetadataMoment metadata => cloud.ChangeMetadataAsync(metadata.V2Only, metadata.Role, ct),
        SkewMoment skew => MoveAsync(Life, skew.By, ct),
        AdvanceMoment advance => driver.BetweenRequestsAsync(() => MoveAsync(Life + advance.By, scenario.Clock == DrillClock.Both ? Wire + advance.By : Wire, ct), ct),
        RotateSealingKeyMoment sealing => cloud.RotateSealingKeysAsync(sealing.Retire, ct),
        OidcTokenMoment => RenewTokenAsync(ct),
        _ => ram.DoAsync(moment, ct),
    };

    /// <summary>One by one: ending a role's sessions up to a second would take those with it that are issued later in that second.</summary>
    private async Task EndAsync(string role, Func<string, CancellationToken, Task> end, CancellationToken ct)
    {
        await tape.CatchUpAsync(ct);
        var issued = tape.Events.OfType<CredentialIssued>().Where(one => !one.IsReal && one.PrincipalArn.Contains($":assumed-role/{role}/", StringComparison.OrdinalIgnoreCase));
        foreach (var session in issued.Select(one => one.AccessKeyId).Where(ended.Add).ToList()) await end(session, ct);
    }

    private async Task MoveAsync(TimeSpan life, TimeSpan wire, CancellationToken ct)
    {
        await tape.CatchUpAsync(ct);
        await cloud.MoveClocksAsync(before.Life + life, before.Wire + wire, ct);
        if (scenario.Clock == DrillClock.Both) ClientsMoved |= target.MoveClock(wire);
        (Life, Wire) = (life, wire);
        tape.Shifted(tape.Last, before.Life + life, before.Wire + wire);
    }

    private async Task RenewTokenAsync(CancellationToken ct)
    {
        var fresh = await cloud.DeliverAsync(scenario.Credentials, ct);
        if (fresh.OidcToken is { } token) target.LayOutToken(token);
    }
}
