using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds fault clear</c>.</summary>
internal static class FaultClearCommand
{
    private static readonly Argument<int?> Id = new("id") { Description = "One fault, by its number; otherwise all", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Operation = new("--operation") { HelpName = "OPERATION", Description = "Those that were set on it, as it was written" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("clear", "End faults.");
        command.Arguments.Add(Id);
        command.Options.Add(Operation);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await FaultServer.OpenAsync(parsed, terminal, ct);
            var ended = (await new OrderClient(emulator).ClearFaultsAsync(new(parsed.GetValue(Operation), parsed.GetValue(Id)), ct)).Ended;
            Terminal.Print(ended == 1 ? "1 fault was ended." : $"{ended} faults were ended.");
            return ExitCodes.Success;
        });
        return command;
    }
}
