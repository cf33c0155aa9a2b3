using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds event</c>: what triggers hand to functions.</summary>
internal static class EventCommand
{
    public static CliCommand Create(Terminal terminal) => new("event", "Make up the events of triggers, or fire a timer, to try a function with.")
    {
        Examples =
        [
            new("event generate oss --key source/a.png | fccreds invoke derive --event -", "As if an object had been put"),
            new("event fire nightly-report", "The function's timer now"),
        ],
        Subcommands = { EventGenerateCommand.Create(terminal), EventFireCommand.Create(terminal) },
    };
}
