using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Hosting;

namespace FcCreds.Cli.Commands;

/// <summary>
/// <c>fccreds ca trust</c>: lays the certificate out and says how each sort of program is made to trust it. The system's own store is
/// never changed from here: an authority that every program of a machine trusts is its owner's decision.
/// </summary>
internal static class CaTrustCommand
{
    private static readonly Option<DirectoryInfo?> To = new("--to") { HelpName = "DIR", Description = "Folder for ca.pem and ca-bundle.pem (default: the data folder)" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("trust", "Write the certificate where programs can read it, and print what makes them trust it.")
        {
            Examples = [new("ca trust", "Print the steps"), new("ca trust --to ./ca", "For a container's volume")],
        };
        command.Options.Add(To);
        command.Options.Add(ConfigurationOptions.Config);
        command.Options.Add(DataOptions.Data);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        using var certificate = AuthorityFile.Read(parsed);
        var folder = parsed.GetValue(To)?.FullName ?? AuthorityFile.FolderOf(parsed);
        Directory.CreateDirectory(folder);
        var (alone, bundle) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca-bundle.pem"));
        PublicFile.Write(alone, certificate.ExportCertificatePem() + "\n");
        if (parsed.GetValue(To) is not null) PublicFile.Write(bundle, File.ReadAllText(Path.Combine(AuthorityFile.FolderOf(parsed), "ca-bundle.pem")));
        (string, string)[] steps =
        [
            ("Python", $"export SSL_CERT_FILE={bundle} REQUESTS_CA_BUNDLE={bundle}"),
            ("Node.js", $"export NODE_EXTRA_CA_CERTS={alone}"),
            ("Go, curl", $"export SSL_CERT_FILE={bundle} CURL_CA_BUNDLE={bundle}"),
            ("Java", $"keytool -importcert -noprompt -cacerts -storepass changeit -alias fccreds -file {alone}"),
            ("Debian", $"sudo cp {alone} /usr/local/share/ca-certificates/fccreds.crt && sudo update-ca-certificates"),
            ("Fedora", $"sudo trust anchor {alone}"),
            ("macOS", $"sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {alone}"),
            ("Windows", $"certutil -addstore -f Root {alone}"),
        ];
        foreach (var (who, line) in steps) terminal.Out.Say($"[grey]{who,-9}[/]  {line}");
        terminal.Warn("the key of this authority lies in the data folder: whoever reads it can impersonate any host to a program that trusts it.");
        return ExitCodes.Success;
    }
}
