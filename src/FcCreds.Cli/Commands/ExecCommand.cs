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
/// keys must never meet the real cloud, and real ones must not be at hand.
/// </summary>
internal static class ExecCommand
{
    private static readonly Argument<string[]> Line = new("command") { HelpName = "-- COMMAND", Description = "The program and its arguments", Arity = ArgumentArity.OneOrMore };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("exec", "Run a program with a role's credentials, its cloud endpoints answered here. Exits with the program's exit code.")
        {
            Examples =
            [
                new("exec --role hello-role -- python app.py", "A program that uses an SDK"),
                new("exec -- bash", "A shell in which *.aliyuncs.com is this machine"),
            ],
        };
        command.Arguments.Add(Line);
        RoleOptions.AddTo(command);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var minted = await new OrderClient(emulator).IssueAsync(RoleOptions.Read(parsed), ct);
        var variables = CredentialVariables.Of(minted);
        foreach (var (name, value) in minted.Capture) variables[name] = value;
        if (Environment.GetEnvironmentVariable(CaptureEnvironment.NodeOptions) is { Length: > 0 } own) variables[CaptureEnvironment.NodeOptions] = $"{own} {minted.Capture[CaptureEnvironment.NodeOptions]}";
        // So that a fccreds in there speaks to this emulator, whose data folder is taken as long as we run.
        variables["FCCREDS_SERVER"] = emulator.Url.GetLeftPart(UriPartial.Authority);
        if (emulator.ControlToken is { } token) variables["FCCREDS_CONTROL_TOKEN"] = token;
        return await ChildProcess.RunInPlaceAsync(parsed.GetRequiredValue(Line), variables, [.. minted.Removed, .. CredentialVariables.Foreign]);
    }
}
