using System.CommandLine;
using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control.Why;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds policy suggest</c>: the least policy for what a function or role asked for.</summary>
internal static class PolicySuggestCommand
{
    private static readonly Option<string?> Function = new("--function") { HelpName = "NAME", Description = "What this function asked for" };

    private static readonly Option<string?> Role = new("--role") { HelpName = "NAME|ARN", Description = "What sessions of this role asked for" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("suggest", "Write the least policy under which everything that was asked for would be allowed, from the journal.")
        {
            Examples = [new("policy suggest --function hello", "For a function that was run"), new("policy suggest --role reader --json", "With what it was made of")],
        };
        command.Options.Add(Function);
        command.Options.Add(Role);
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Function) is null == result.GetValue(Role) is null) result.AddError("Give either --function or --role.");
        });
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var report = await new OrderClient(emulator).SuggestAsync(parsed.GetValue(Function), parsed.GetValue(Role), ct);
        if (parsed.GetValue(OutputOptions.Json))
        {
            Terminal.Print(CliJson.Text(report, WhyJson.Indented.SuggestionReport));
            return ExitCodes.Success;
        }
        Terminal.Print(JsonSerializer.Serialize(report.Policy, WhyJson.Indented.JsonElement));
        terminal.Error.Say($"Made of {report.Requests} request{(report.Requests == 1 ? "" : "s")}.");
        foreach (var note in report.Notes) terminal.Warn(note);
        return ExitCodes.Success;
    }
}
