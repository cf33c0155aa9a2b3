using System.Runtime.InteropServices;
using FcCreds.Drills.Judging;
using FcCreds.Drills.Results;
using FcCreds.Drills.Scenarios;
using FcCreds.Drills.Targets;

namespace FcCreds.Drills.Running;

/// <summary>How far a drill is, for whoever watches.</summary>
internal readonly record struct DrillProgress(double Seconds, double Total, int Succeeded, int Failed, string? Latest);

/// <summary>Runs one drill: starts the target, drives load and timeline, tries what was ended, and leaves the server as it was but for RAM.</summary>
internal sealed class DrillRunner(IDrillCloud cloud, TimeProvider real, string version)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<DrillResult> RunAsync(Scenario scenario, ulong seed, IProgress<DrillProgress>? progress, CancellationToken ct)
    {
        var before = await cloud.ShiftsAsync(ct);
        using var tape = new JournalTape(cloud, real, before);
        await tape.CatchUpAsync(ct);
        var first = tape.Last + 1;
        var started = real.GetUtcNow();
        var delivery = scenario.Target.Command is null ? null : await cloud.DeliverAsync(scenario.Credentials, ct);
        try
        {
            await using var target = await OpenAsync(scenario, delivery, ct);
            return await RunAsync(scenario, seed, target, delivery, tape, before, first, started, progress, ct);
        }
        finally
        {
            // Also when the drill was interrupted: nothing of it stays behind.
            await cloud.ClearFaultsAsync(null, CancellationToken.None);
            await cloud.MoveClocksAsync(before.Life, before.Wire, CancellationToken.None);
        }
    }

    private async Task<IDrillTarget> OpenAsync(Scenario scenario, Delivery? delivery, CancellationToken ct) => scenario.Target switch
    {
        { Function: { } function } => new FunctionTarget(cloud, function, scenario.Target.Body),
        { Http: { } url } => new HttpTarget(new(url), scenario.Target.Method, scenario.Target.Body),
        _ => await CommandTarget.StartAsync(scenario, delivery!, real, ct),
    };

    private async Task<DrillResult> RunAsync(
        Scenario scenario, ulong seed, IDrillTarget target, Delivery? delivery, JournalTape tape, ClockShifts before, long first, DateTimeOffset started, IProgress<DrillProgress>? progress, CancellationToken ct)
    {
        using var driver = new LoadDriver(target, scenario.Load, real);
        var timeline = new TimelineRunner(cloud, scenario, target, driver, tape, before, seed, real);
        await timeline.BeginAsync(ct);
        var held = await cloud.HoldAsync(scenario, delivery, ct);
        var began = real.GetTimestamp();
        tape.Began = real.GetUtcNow();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var load = driver.RunAsync(began, ended.Token);
        var moments = timeline.RunAsync(began, ended.Token);
        var watching = WatchAsync();
        try
        {
            // Whichever fails first ends the other.
            await await Task.WhenAny(load, moments);
            await Task.WhenAll(load, moments);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
            await Task.WhenAll(load, moments).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var seconds = real.GetElapsedTime(began).TotalSeconds;
        await tape.CatchUpAsync(ct);
        var evidence = new Evidence(scenario, tape, first, tape.Last, await load, timeline.Whole());
        var proofs = await TryOldAsync(held, evidence, timeline, before, began, ct);
        var policy = scenario.Expect.SuggestsPolicy == true && scenario.Credentials.Role is { } role ? await cloud.SuggestPolicyAsync(role, ct) : null;
        return Of(scenario, seed, evidence, proofs, policy, timeline, started, seconds);

        async Task WatchAsync()
        {
            while (!ended.IsCancellationRequested)
            {
                await Task.Delay(Pause, real, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var (succeeded, failed) = driver.Counts;
                progress?.Report(new(real.GetElapsedTime(began).TotalSeconds, scenario.Load.Duration.TotalSeconds, succeeded, failed, timeline.Latest));
                // The server remembers only so much: it is read while it comes.
                if (!ended.IsCancellationRequested) await tape.CatchUpAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<IReadOnlyList<OldCredentialProof>> TryOldAsync(HeldCredential? held, Evidence evidence, TimelineRunner timeline, ClockShifts before, long began, CancellationToken ct)
    {
        if (held is null || evidence.EndedBy(held, before.Life + timeline.Life) is not { } kind) return [];
        // The life clock stays where it is, so that what is over stays over; skew is no matter of the credential's.
        await cloud.ClearFaultsAsync(null, ct);
        await cloud.MoveClocksAsync(null, before.Wire, ct);
        var (status, code) = await cloud.TryAsync(held, ct);
        var isRefused = status is 400 or 401 or 403 && (kind == "detach-policy" || code != "AccessDenied");
        return [new(held.AccessKeyId, kind, real.GetElapsedTime(began).TotalSeconds, status, code, isRefused)];
    }

    private DrillResult Of(
        Scenario scenario, ulong seed, Evidence evidence, IReadOnlyList<OldCredentialProof> proofs, string? policy, TimelineRunner timeline, DateTimeOffset started, double seconds)
    {
        var load = LoadSummary.Of(evidence.Samples);
        var expectations = new Judge(evidence, load).Judged(scenario.Expect, proofs, policy);
        var failure = FirstFailure.Find(evidence);
        var cause = ProbableCause.Of(failure, evidence);
        var passed = expectations.All(one => one.Held);
        return new()
        {
            Drill = scenario.Name,
            Description = scenario.Description,
            Correct = scenario.Correct,
            Catches = scenario.Catches,
            File = scenario.File,
            Passed = passed,
            Verdict = Judging.Verdict.Of(passed, expectations, failure, load),
            Target = scenario.Target.ToString(),
            Via = scenario.Credentials.Via.ToString().ToLowerInvariant(),
            Role = scenario.Credentials.Role,
            User = scenario.Credentials.User,
            Clock = ClockModes.Of(scenario.Clock, timeline),
            Seed = seed,
            Versions = new(version, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription),
            StartedAt = started,
            DurationSeconds = seconds,
            Load = load,
            Expectations = expectations,
            Timeline = timeline.Whole(),
            Buckets = Buckets.Of(evidence, scenario.Load.Duration),
            Consumers = new ConsumerList(evidence).List(),
            FirstFailure = failure,
            Cause = cause,
            OldCredentials = proofs,
            SuggestedPolicy = policy,
            Mistakes = evidence.Mistakes,
            Journal = new(evidence.First, evidence.Last, evidence.Missing),
        };
    }
}
