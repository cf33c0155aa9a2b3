using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds drill</c>: break credentials on purpose, under load.</summary>
internal static class DrillCommand
{
    public static CliCommand Create(Terminal terminal) => new("drill", "Expire, revoke, throttle and rotate credentials under load, and tell what came of it.")
    {
        Examples =
        [
            new("drill run fixtures/drills/expiry.yaml", "One drill"),
            new("drill run --suite core --report out", "A set of ready ones, with their report"),
            new("drill new my-drill", "A drill file to begin with"),
        ],
        Subcommands = { DrillRunCommand.Create(terminal), DrillListCommand.Create(terminal), DrillNewCommand.Create(terminal) },
    };
}
