using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds sweep</c>: removes what unfinished operations left in the store.</summary>
internal static class SweepCommand
{
    private static readonly Option<int?> OlderThan = new("--older-than")
    {
        Description = "Seconds for which a server that gives no sign of life may be expected back; 3600 if not given",
        HelpName = "SECONDS",
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("sweep", "Remove what operations that never ended left in the store; the server does so by itself every hour.")
        {
            Examples = [new("sweep", "After a crash, to see what it left"), new("sweep --older-than 0", "When every server that ever crashed is known to be gone")],
        };
        command.Options.Add(OlderThan);
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
            var report = await new OrderClient(emulator).SweepAsync(new() { OlderThanSeconds = parsed.GetValue(OlderThan) }, ct);
            if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(report, CliJson.Readable.SweepReport));
            else if (report.Removed.Count == 0) terminal.Out.Say($"Nothing was left.");
            else foreach (var orphan in report.Removed) terminal.Out.Say($"{orphan.Kind,-7}  {orphan.Bucket}  {orphan.Key}");
            return ExitCodes.Success;
        });
        return command;
    }
}
