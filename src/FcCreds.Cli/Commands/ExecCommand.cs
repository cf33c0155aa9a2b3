using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Processes;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Capture;

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
        HelpName = "env|uri|metadata",
        Description = "How the program gets them: env once as variables, uri and metadata whenever it asks, renewed in time",
        DefaultValueFactory = _ => "env",
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("exec", "Run a program with a role's credentials, its cloud endpoints answered here. Exits with the program's exit code.")
        {
            Examples =
            [
                new("exec --role hello-role -- python app.py", "A program that uses an SDK"),
                new("exec --via metadata --role hello-role -- python app.py", "A program that refreshes its credentials, as on an ECS instance"),
                new("exec -- bash", "A shell in which *.aliyuncs.com is this machine"),
            ],
        };
        Via.AcceptOnlyFromAmong("env", "uri", "metadata");
        command.Arguments.Add(Line);
        command.Options.Add(Via);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var (variables, capture, removed) = await CredentialsAsync(new(emulator), parsed, ct);
        foreach (var (name, value) in capture) variables[name] = value;
        if (capture.TryGetValue(CaptureEnvironment.NodeOptions, out var nodeOptions) && Environment.GetEnvironmentVariable(CaptureEnvironment.NodeOptions) is { Length: > 0 } own)
            variables[CaptureEnvironment.NodeOptions] = $"{own} {nodeOptions}";
        if (parsed.GetValue(RoleOptions.Upstream)) terminal.Warn("the program gets REAL credentials, and its cloud endpoints are the cloud's.");
        // So that a fccreds in there speaks to this emulator, whose data folder is taken as long as we run.
        variables["FCCREDS_SERVER"] = emulator.Url.GetLeftPart(UriPartial.Authority);
        if (emulator.ControlToken is { } token) variables["FCCREDS_CONTROL_TOKEN"] = token;
        return await ChildProcess.RunInPlaceAsync(parsed.GetRequiredValue(Line), variables, [.. removed, .. CredentialVariables.Names, .. CredentialVariables.Foreign]);
    }

    private static async Task<(Dictionary<string, string> Variables, IReadOnlyDictionary<string, string> Capture, IReadOnlyList<string> Removed)> CredentialsAsync(
        OrderClient orders, ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetRequiredValue(Via) is not "env" and var via)
        {
            var prepared = await orders.PrepareAsync(new() { Via = via, Session = RoleOptions.Read(parsed) }, ct);
            return (new(prepared.Variables), prepared.Capture, prepared.Removed);
        }
        var minted = await orders.IssueAsync(RoleOptions.Read(parsed), ct);
        return (CredentialVariables.Of(minted), minted.Capture, minted.Removed);
    }
}
