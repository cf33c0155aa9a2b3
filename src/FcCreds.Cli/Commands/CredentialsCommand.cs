using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds credentials</c>: a role's temporary credentials, freshly minted.</summary>
internal static class CredentialsCommand
{
    private static readonly Option<string> Format = new("--format") { HelpName = "env|json|cli", Description = "env to eval in a shell, json as STS names them, cli for the cloud's command line (credential process)", DefaultValueFactory = _ => "env" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("credentials", "Print freshly minted credentials of a role. They work with this emulator only.")
        {
            Examples =
            [
                new("credentials --role hello-role", "As shell variables"),
                new("credentials --role hello-role --format json --duration 60", "As JSON, expiring within the minute"),
            ],
        };
        Format.AcceptOnlyFromAmong("env", "json", "cli");
        command.Options.Add(Format);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var minted = await new OrderClient(emulator).IssueAsync(RoleOptions.Read(parsed), ct);
        terminal.Warn($"these credentials of {minted.PrincipalArn} work only here, with {(emulator.IsOwn ? "the data folder of this project" : emulator.Url.Authority)}, until {minted.Expiration}.");
        Terminal.Print(parsed.GetValue(Format) switch
        {
            "json" => CliJson.Text(new StsCredentials(minted.AccessKeyId, minted.AccessKeySecret, minted.SecurityToken, minted.Expiration), CliJson.Readable.StsCredentials),
            "cli" => CliJson.Text(new CliProfile("StsToken", minted.AccessKeyId, minted.AccessKeySecret, minted.SecurityToken, minted.Expiration), CliJson.Readable.CliProfile),
            _ => Exports(minted),
        });
        return ExitCodes.Success;
    }

    /// <summary>None of the values holds a quote: they are letters, digits and base64.</summary>
    private static string Exports(CredentialReply minted)
        => string.Join('\n', CredentialVariables.Of(minted).Select(variable => $"export {variable.Key}='{variable.Value}'"));
}
