using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds event fire</c>: a timer now, without waiting for it or moving the clock.</summary>
internal static class EventFireCommand
{
    private static readonly Argument<string> Function = new("function") { Description = "Whose timer" };

    private static readonly Option<string?> Trigger = new("--trigger-name") { HelpName = "NAME", Description = "The timer, where the function has several" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("fire", "Fire a timer of a running server at once, as if it were due; when it is due next stays as it was.")
        {
            Examples =
            [
                new("event fire nightly-report", "The function's only timer"),
                new("event fire nightly-report --trigger-name every-hour", "One of several"),
            ],
        };
        command.Arguments.Add(Function);
        command.Options.Add(Trigger);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        if (emulator.IsOwn) throw CliFailure.Failed("No server is running here that would run the call.", "Start one with fccreds dev or fccreds serve, or name it with --server.");
        var function = parsed.GetRequiredValue(Function);
        var fired = await new OrderClient(emulator).FireTimerAsync(new(function, parsed.GetValue(Trigger)), ct);
        terminal.Out.Say($"[green]fired[/]  {fired.Trigger} calls {function} as {fired.RequestId}");
        return ExitCodes.Success;
    }
}
