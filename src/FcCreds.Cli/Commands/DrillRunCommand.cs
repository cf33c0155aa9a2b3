using System.CommandLine;
using System.Security.Cryptography;
using FcCreds.Cli.Drills;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Drills.Results;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds drill run</c>.</summary>
internal static class DrillRunCommand
{
    private static readonly Argument<string[]> Files = new("file") { HelpName = "FILE", Description = "Drill files", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string?> Suite = new("--suite") { HelpName = "core|all", Description = "Ready drills of that set: those in fixtures/drills or drills, here or above, or else the ones that come with fccreds" };

    private static readonly Option<ulong?> Seed = new("--seed") { HelpName = "N", Description = "Which requests faults with a probability meet; otherwise drawn, and told" };

    private static readonly Option<DirectoryInfo?> Report = new("--report") { HelpName = "DIR", Description = "Write report.html, report.json and junit.xml there" };

    private static readonly Option<bool> Clients = new("--clients") { Description = "With the drills' own other clients too: those that shall fail must fail" };

    private static readonly Option<int> Jobs = new("--jobs") { HelpName = "N", Description = "So many drills at once, each on a server of its own (default 1)", DefaultValueFactory = _ => 1 };

    private static readonly Option<bool> AllowReal = new("--allow-real") { Description = "Let faults meet the delivery of real upstream credentials" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("run", "Run drills. Exits with 0 when every expectation held.")
        {
            Examples =
            [
                new("drill run expiry.yaml", "One drill, on a server of its own"),
                new("drill run --suite all --clients --json", "Every ready drill with every client, for machines"),
                new("drill run my-drill.yaml --server http://127.0.0.1:8280", "On a server that runs"),
            ],
        };
        command.Arguments.Add(Files);
        foreach (var option in new Option[] { Suite, Seed, Report, Clients, Jobs, AllowReal, OutputOptions.Json }) command.Options.Add(option);
        EmulatorOptions.AddTo(command);
        RunOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var (files, suite) = (parsed.GetValue(Files) ?? [], parsed.GetValue(Suite));
        if (files.Length == 0 == suite is null) throw CliFailure.Usage("Name drill files, or a set of ready ones with --suite.");
        using var ready = suite is null ? null : ReadyDrills.Open();
        var drills = ready is null ? DrillFiles.Read(files.Select(file => (file, file)), terminal) : ready.Read(suite, terminal);
        if (drills.Count == 0) throw CliFailure.Usage($"No ready drill is in the suite '{suite}'.", "fccreds drill list shows them all; those that come with fccreds are in core and all.");
        var seed = parsed.GetValue(Seed) ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        var session = new DrillSession(RunOptions.Apply(EmulatorOptions.Read(parsed), parsed), seed, parsed.GetValue(AllowReal), terminal);
        var isJson = parsed.GetValue(OutputOptions.Json);
        var jobs = ReadJobs(parsed);
        var runs = drills.SelectMany(drill => Runs(drill, parsed.GetValue(Clients))).ToList();
        var results = new DrillResult[runs.Count];
        var printing = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, runs.Count), new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = ct }, async (number, stop) =>
        {
            var (drill, shallFail) = runs[number];
            // Of several at once there is no one line to watch.
            using var progress = jobs == 1 ? new DrillProgressLine($"{drill.Name}, {drill.Target}") : null;
            var result = results[number] = await session.RunAsync(drill, shallFail, progress, stop);
            lock (printing)
            {
                progress?.Dispose();
                DrillText.Write(isJson ? terminal.Error : terminal.Out, result);
            }
        });
        if (isJson) Terminal.Print(CliJson.Text<IReadOnlyList<DrillResult>>(results, DrillJson.Readable.IReadOnlyListDrillResult));
        if (parsed.GetValue(Report) is { } folder) await DrillReport.WriteAsync(folder, results, ct);
        return Array.TrueForAll(results, result => result.Passed != result.ShallFail) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static int ReadJobs(ParseResult parsed)
    {
        var jobs = parsed.GetValue(Jobs);
        if (jobs < 1) throw CliFailure.Usage("--jobs is 1 or more.");
        // They would end each other's sessions.
        return jobs == 1 || parsed.GetValue(ServerOptions.Server) is null ? jobs : throw CliFailure.Usage("Drills on one --server run one after the other.", "Leave --jobs out.");
    }

    private static IEnumerable<(Scenario Drill, bool ShallFail)> Runs(Scenario drill, bool withOthers)
    {
        yield return (drill, false);
        if (!withOthers) yield break;
        foreach (var target in drill.PassesWith) yield return (drill with { Target = target }, false);
        foreach (var target in drill.FailsWith) yield return (drill with { Target = target }, true);
    }
}
