using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control.Traces;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds trace</c>: one invocation as a tree.</summary>
internal static class TraceCommand
{
    private static readonly Argument<string> Request = new("id")
    {
        Description = "An invocation's id, or a request id (x-oss-request-id, RequestId of an error); last is the newest invocation",
        DefaultValueFactory = _ => TraceBuilder.Last,
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("trace", "Tell an invocation as a tree: its credentials, the calls it made with them, what decided each, and what followed.")
        {
            Examples =
            [
                new("trace", "The newest invocation"),
                new("trace 1-6b042763-6defdf22-27d2acfb4ae1", "The one of X-Fc-Request-Id"),
                new("trace last --json", "For machines"),
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
        var report = await new OrderClient(emulator).TraceAsync(parsed.GetRequiredValue(Request), ct);
        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(report, TraceJson.Indented.TraceReport));
        else TraceText.Write(terminal.Out, report);
        return ExitCodes.Success;
    }
}
