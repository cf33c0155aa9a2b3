using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds ca</c>: the local authority that certifies the cloud's names for this emulator.</summary>
internal static class CaCommand
{
    public static CliCommand Create(Terminal terminal) => new("ca", "See the certificate authority of this emulator, and make programs trust it.")
    {
        Examples = [new("ca show > ca.pem", "The certificate, as PEM"), new("ca trust", "What to set for which program, and for the whole system")],
        Subcommands = { CaShowCommand.Create(terminal), CaTrustCommand.Create(terminal) },
    };
}
