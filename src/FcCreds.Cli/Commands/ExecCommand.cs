using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Processes;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Capture;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary>
/// <c>fccreds exec</c>: a program with a role's credentials, for which the cloud's names are answered here. Both or neither: minted
/// keys must never meet the real cloud, and real ones must not be at hand. Real ones that are asked for by name go to the real cloud.
/// </summary>
internal static class ExecCommand
{
    private static readonly Argument<string[]> Line = new("command") { HelpName = "-- COMMAND", Description = "The program and its arguments", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string> Via = new("--via")
    {
        HelpName = "env|uri|metadata|oidc",
        Description = "How the program gets them: env once as variables, uri and metadata whenever it asks, renewed in time; oidc from STS, for a token in a file that is renewed",
        DefaultValueFactory = _ => "env",
    };

    private static readonly Option<string?> OidcProvider = new("--oidc-provider") { HelpName = "NAME", Description = "With --via oidc: provider whose token it is, declared with 'local: true' (default fccreds, which every account has)" };

    private static readonly Option<string?> OidcSubject = new("--oidc-subject") { HelpName = "SUB", Description = "With --via oidc: of whom the token speaks (default system:serviceaccount:default:SESSION-NAME)" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("exec", "Run a program with a role's credentials, its cloud endpoints answered here. Exits with the program's exit code.")
        {
            Examples =
            [
                new("exec --role hello-role -- python app.py", "A program that uses an SDK"),
                new("exec --via metadata --role hello-role -- python app.py", "A program that refreshes its credentials, as on an ECS instance"),
                new("exec --via oidc --role hello-role -- python app.py", "A program that changes a token for credentials, as in a pod with RRSA"),
                new("exec -- bash", "A shell in which *.aliyuncs.com is this machine"),
            ],
        };
        Via.AcceptOnlyFromAmong("env", "uri", "metadata", "oidc");
        command.Arguments.Add(Line);
        command.Options.Add(Via);
        command.Options.Add(OidcProvider);
        command.Options.Add(OidcSubject);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        await using var laidOut = await LaidOut.CreateAsync(new(emulator), RoleOptions.Read(parsed), Read(parsed), ct);
        if (laidOut.Warning is { } warning) terminal.Warn(warning);
        var variables = laidOut.Variables;
        foreach (var (name, value) in laidOut.Capture) variables[name] = value;
        if (laidOut.Capture.TryGetValue(CaptureEnvironment.NodeOptions, out var nodeOptions) && Environment.GetEnvironmentVariable(CaptureEnvironment.NodeOptions) is { Length: > 0 } own)
            variables[CaptureEnvironment.NodeOptions] = $"{own} {nodeOptions}";
        if (parsed.GetValue(RoleOptions.Upstream)) terminal.Warn("the program gets REAL credentials, and its cloud endpoints are the cloud's.");
        // So that a fccreds in there speaks to this emulator, whose data folder is taken as long as we run.
        variables["FCCREDS_SERVER"] = emulator.Url.GetLeftPart(UriPartial.Authority);
        if (emulator.ControlToken is { } token) variables["FCCREDS_CONTROL_TOKEN"] = token;
        return await ChildProcess.RunInPlaceAsync(parsed.GetRequiredValue(Line), variables, [.. laidOut.Removed, .. CredentialVariables.Names, .. CredentialVariables.Foreign]);
    }

    /// <summary>Null: once, as variables.</summary>
    private static ConsumerOrder? Read(ParseResult parsed)
    {
        var (via, provider, subject) = (parsed.GetRequiredValue(Via), parsed.GetValue(OidcProvider), parsed.GetValue(OidcSubject));
        if (via != "oidc" && (provider ?? subject) is not null) throw CliFailure.Usage("--oidc-provider and --oidc-subject go with --via oidc.");
        return via == "env" ? null : new() { Via = via, Session = RoleOptions.Read(parsed), OidcProvider = provider, OidcSubject = subject };
    }
}
