using System.CommandLine;
using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds lifecycle</c>: carry out the lifecycle rules of all buckets now, by the server's life clock.</summary>
internal static class LifecycleCommand
{
    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("lifecycle", "Carry out the lifecycle rules of all buckets now; a server does it once a day of its life clock.")
        {
            Examples = [new("lifecycle", "What is due on the server of this project")],
        };
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var reports = await new OrderClient(emulator).RunLifecycleAsync(ct);
        if (parsed.GetValue(OutputOptions.Json))
        {
            Terminal.Print(JsonSerializer.Serialize(reports, ServerJson.Default.IReadOnlyListLifecycleReport));
            return ExitCodes.Success;
        }
        foreach (var report in reports) terminal.Out.Say($"{report}");
        if (reports.Count == 0) terminal.Out.Say($"No bucket has a lifecycle.");
        return ExitCodes.Success;
    }
}
