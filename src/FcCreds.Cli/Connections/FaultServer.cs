using System.CommandLine;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Connections;

/// <summary>Faults are of a server that runs: one that lives as long as the command would take them with it.</summary>
internal static class FaultServer
{
    public static async Task<Emulator> OpenAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var choice = EmulatorOptions.Read(parsed);
        if (choice.Server is null && (RunningServer.Recorded(DataFolders.Choose(choice)) is not { } recorded || await RunningServer.AskAsync(new(recorded.Url), ct) is null))
            throw CliFailure.Failed("No server runs here.", "Start one with fccreds serve, or name one with --server.");
        return await Emulator.OpenAsync(choice, terminal, ct);
    }
}
