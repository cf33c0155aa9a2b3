using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control.Why;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds explain</c>: why a request was refused or allowed.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Request = new("request-id")
    {
        Description = "x-oss-request-id, RequestId of an error, or an invocation's id; last is the newest refusal",
        DefaultValueFactory = _ => Explainer.Last,
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("explain", "Tell why a request was refused: who wanted what, which statements were read, which decided, and what to add.")
        {
            Examples =
            [
                new("explain", "The newest refusal"),
                new("explain 6743A1C2F7A5D13730D0A2B4", "The request of an error message"),
                new("explain last --json", "For machines"),
            ],
        };
        command.Arguments.Add(Request);
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var report = await new OrderClient(emulator).ExplainAsync(parsed.GetRequiredValue(Request), ct);
        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(report, WhyJson.Indented.ExplainReport));
        else ExplanationText.Write(terminal.Out, report);
        return ExitCodes.Success;
    }
}
