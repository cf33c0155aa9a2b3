using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Journal;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds logs</c>: what the journal of a server tells, as lines for a person or as JSON lines.</summary>
internal static class LogsCommand
{
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Stay, and tell what happens from now on until Ctrl-C" };

    private static readonly Option<string?> Function = new("--function") { HelpName = "NAME", Description = "Only of this function" };

    private static readonly Option<string?> Request = new("--request") { HelpName = "ID", Description = "Only of this request or invocation" };

    private static readonly Option<string?> Since = new("--since") { HelpName = "10m", Description = "Only what is younger" };

    private static readonly Option<string[]> Kind = new("--kind") { HelpName = "KIND", Description = $"Only events of this kind; may be repeated: {string.Join(", ", JournalKind.All)}", DefaultValueFactory = _ => [] };

    private static readonly Option<int?> Last = new("-n", "--last") { HelpName = "N", Description = "Only the last N of what is there already" };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line (docs/journal.md); everything else on standard error" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("logs", "Tell what happened: calls with their decisions, credentials, invocations with their output, mistakes.")
        {
            Examples =
            [
                new("logs --follow", "Everything, as it happens"),
                new("logs --function orders --since 10m", "One function, the last ten minutes"),
                new("logs --kind mistake --kind service-called -n 20", "The last calls and mistakes"),
                new("logs --json > journal.jsonl", "The journal as JSON lines"),
            ],
        };
        foreach (var option in new Option[] { Follow, Function, Request, Since, Kind, Last, Json }) command.Options.Add(option);
        Kind.AcceptOnlyFromAmong([.. JournalKind.All]);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Since) is { } text && !(ClockSpan.TryParse(text, out var span) && span >= TimeSpan.Zero)) result.AddError($"--since is '{text}'; write a number and s, m, h or d, such as 10m.");
            if (result.GetValue(Last) < 0) result.AddError("-n takes a number from 0.");
        });
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var follow = parsed.GetValue(Follow);
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        if (follow && emulator.IsOwn) throw CliFailure.Failed("No server is running here that could be followed.", "Start one with fccreds serve, or name it with --server.");
        var text = new JournalText(terminal.Out);
        try
        {
            await foreach (var line in new JournalReader(emulator, Filter(parsed), terminal.Warn).ReadAsync(follow, ct))
            {
                if (parsed.GetValue(Json)) Terminal.Print(line.Text);
                else text.Write(line.Event);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how following ends.
        }
        return ExitCodes.Success;
    }

    private static string Filter(ParseResult parsed)
    {
        List<string> parts = [];
        if (parsed.GetValue(Function) is { } function) parts.Add($"&function={Uri.EscapeDataString(function)}");
        if (parsed.GetValue(Request) is { } request) parts.Add($"&request={Uri.EscapeDataString(request)}");
        if (parsed.GetRequiredValue(Kind) is { Length: > 0 } kinds) parts.Add($"&kind={string.Join(',', kinds)}");
        if (parsed.GetValue(Since) is { } since && ClockSpan.TryParse(since, out var span)) parts.Add($"&since={(long)span.TotalSeconds}");
        if (parsed.GetValue(Last) is { } last) parts.Add($"&last={last}");
        return string.Concat(parts);
    }
}
