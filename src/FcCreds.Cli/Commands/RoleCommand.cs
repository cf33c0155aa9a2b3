using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds role</c>: roles of the real cloud.</summary>
internal static class RoleCommand
{
    public static CliCommand Create(Terminal terminal) => new("role", "Bring roles of the real cloud into fccreds.yaml.")
    {
        Examples = [new("role pull acs:ram::1234567890123456:role/orders --dry-run", "What would be written")],
        Subcommands = { RolePullCommand.Create(terminal) },
    };
}
