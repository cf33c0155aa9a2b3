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
    private static readonly Option<string> Format = new("--format") { HelpName = "env|json|oss|cli|uri", Description = "env to eval in a shell, json as STS names them; for a credential process: oss for the OSS SDKs v2, cli for the cloud's command line; uri for an ALIBABA_CLOUD_CREDENTIALS_URI at a running server", DefaultValueFactory = _ => "env" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("credentials", "Print freshly minted credentials of a role. They work with this emulator only, unless --upstream asks for real ones.")
        {
            Examples =
            [
                new("credentials --role hello-role", "As shell variables"),
                new("credentials --role hello-role --format json --duration 60", "As JSON, expiring within the minute"),
                new("credentials --role hello-role --format uri", "An address from which SDKs fetch them again and again"),
            ],
            Subcommands = { CredentialsWriteCommand.Create(terminal) },
        };
        Format.AcceptOnlyFromAmong("env", "json", "oss", "cli", "uri");
        command.Options.Add(Format);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        if (parsed.GetValue(Format) == "uri") return await PrintUriAsync(emulator, parsed, terminal, ct);
        var minted = await new OrderClient(emulator).IssueAsync(RoleOptions.Read(parsed), ct);
        if (minted.IsReal) terminal.Warn($"these credentials of {minted.PrincipalArn} are REAL: they work in the cloud, not here, until {minted.Expiration}.");
        else terminal.Warn($"these credentials of {minted.PrincipalArn} work only here, with {(emulator.IsOwn ? "the data folder of this project" : emulator.Url.Authority)}, until {minted.Expiration}.");
        Terminal.Print(parsed.GetValue(Format) switch
        {
            "json" or "oss" => CliJson.Text(new StsCredentials(minted.AccessKeyId, minted.AccessKeySecret, minted.SecurityToken, minted.Expiration), CliJson.Readable.StsCredentials),
            "cli" => CliJson.Text(new CliProfile("StsToken", minted.AccessKeyId, minted.AccessKeySecret, minted.SecurityToken, minted.Expiration), CliJson.Readable.CliProfile),
            _ => Exports(minted),
        });
        return ExitCodes.Success;
    }

    private static async Task<int> PrintUriAsync(Emulator emulator, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        if (emulator.IsOwn) throw CliFailure.Usage("A credentials URI needs a server that goes on running.", "Start one with fccreds serve, or use fccreds exec --via uri.");
        var prepared = await new OrderClient(emulator).PrepareAsync(new() { Via = "uri", Session = RoleOptions.Read(parsed) }, ct);
        terminal.Warn(parsed.GetValue(RoleOptions.Upstream)
            ? $"whoever may ask this address gets REAL credentials of {prepared.RoleArn}: they work in the cloud, not here."
            : $"whoever knows this address gets credentials of {prepared.RoleArn}; they work only with {emulator.Url.Authority}.");
        Terminal.Print(string.Join('\n', prepared.Variables.Select(variable => $"export {variable.Key}='{variable.Value}'")));
        return ExitCodes.Success;
    }

    /// <summary>None of the values holds a quote: they are letters, digits and base64.</summary>
    private static string Exports(CredentialReply minted)
        => string.Join('\n', CredentialVariables.Of(minted).Select(variable => $"export {variable.Key}='{variable.Value}'"));
}
