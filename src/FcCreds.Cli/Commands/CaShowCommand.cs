using System.CommandLine;
using System.Security.Cryptography;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds ca show</c>: the authority's certificate on standard output, what it is on standard error.</summary>
internal static class CaShowCommand
{
    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("show", "Print the authority's certificate (PEM).") { Examples = [new("ca show > ca.pem", "Into a file")] };
        command.Options.Add(ConfigurationOptions.Config);
        command.Options.Add(DataOptions.Data);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        using var certificate = AuthorityFile.Read(parsed);
        terminal.Error.Say($"[grey]{certificate.Subject}, until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}, SHA-256 {Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256))}[/]");
        Terminal.Print(certificate.ExportCertificatePem());
        return ExitCodes.Success;
    }
}
