using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds runtime</c>: the interpreters that stand in for FC's images.</summary>
internal static class RuntimeCommand
{
    public static CliCommand Create(Terminal terminal) => new("runtime", "See and prepare what runs the handlers.")
    {
        Examples = [new("runtime list", "Which interpreter runs which runtime"), new("runtime setup python3.10", "Get FC's modules for one")],
        Subcommands = { RuntimeListCommand.Create(terminal), RuntimeSetupCommand.Create(terminal) },
    };
}
