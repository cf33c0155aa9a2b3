using System.CommandLine;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Api;
using FcCreds.Identity.Rpc;
using FcCreds.Oss;
using Spectre.Console;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds coverage</c>: every operation of every service, from the same tables that dispatch requests.</summary>
internal static class CoverageCommand
{
    private static readonly Option<string?> Service = new("--service") { HelpName = "oss|sts|ram|fc", Description = "Only this service" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("coverage", "List every documented operation with what becomes of it here: enforced, stored or none.")
        {
            Examples = [new("coverage", "All services"), new("coverage --service sts", "One of them"), new("coverage --json", "For machines")],
        };
        Service.AcceptOnlyFromAmong([.. RpcApi.Services.Select(service => service.Name), "oss", "fc"]);
        command.Options.Add(Service);
        command.Options.Add(OutputOptions.Json);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    /// <summary>One row per operation.</summary>
    public static IReadOnlyList<CoverageRow> Rows() =>
    [
        .. OssApi.Coverage().Select(row => new CoverageRow(row.Service, row.Operation, row.Level, row.State, row.Evidence)),
        .. RpcApi.Coverage().Select(row => new CoverageRow(row.Service, row.Operation, row.Level, row.State, row.Evidence)),
        .. FcApi.Coverage().Select(row => new CoverageRow(row.Service, row.Operation, row.Level, row.State, row.Evidence)),
    ];

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        var service = parsed.GetValue(Service);
        var rows = Rows().Where(row => service is null || row.Service == service).ToList();
        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(rows, CliJson.Readable.ListCoverageRow));
        else Write(terminal.Out, rows);
        return ExitCodes.Success;
    }

    private static void Write(IAnsiConsole console, List<CoverageRow> rows)
    {
        var width = rows.Max(row => row.Operation.Length);
        foreach (var service in rows.GroupBy(row => row.Service))
        {
            console.Say($"[bold]{service.Key}[/]  {service.Count(row => row.State != "none")} of {service.Count()} operations");
            foreach (var row in service)
            {
                var colour = row.State switch { "enforced" => "green", "stored" => "yellow", _ => "grey" };
                console.Say($"  {row.Operation.PadRight(width)}  {row.Level,-8}  [{colour}]{row.State,-8}[/]  [grey]{(row.Evidence == "none" ? "" : row.Evidence)}[/]");
            }
            console.WriteLine();
        }
    }
}
