using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds health</c>: is a server there and well? Made for scripts and container checks.</summary>
internal static class HealthCommand
{
    private static readonly Option<Uri?> Url = new("--url")
    {
        HelpName = "URL",
        Description = "Server to ask; otherwise the one that holds the data folder, otherwise http://127.0.0.1:8280",
        CustomParser = ServerOptions.ReadUrl,
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("health", "Ask whether a server is running; exit code 0 when it is, 1 when not.")
        {
            Examples = [new("health", "The server of this project"), new("health --url http://127.0.0.1:8280", "A certain one")],
        };
        command.Options.Add(Url);
        command.Options.Add(ConfigurationOptions.Config);
        command.Options.Add(DataOptions.Data);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var folder = DataFolders.Choose(new() { Config = parsed.GetValue(ConfigurationOptions.Config), Data = parsed.GetValue(DataOptions.Data) });
        var url = parsed.GetValue(Url) ?? (RunningServer.Recorded(folder) is { } recorded ? new(recorded.Url) : new("http://127.0.0.1:8280"));
        if (await RunningServer.AskAsync(url, ct) is { } health)
        {
            terminal.Out.Say($"[green]healthy[/]  {url.GetLeftPart(UriPartial.Authority)}  [grey]account {health.Account}, {health.Region}[/]");
            return ExitCodes.Success;
        }
        throw CliFailure.Failed($"No healthy server answers at {url.GetLeftPart(UriPartial.Authority)}.", "Start one: fccreds serve.");
    }
}
