using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Faults;
using FcCreds.Server.Drills;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds fault list</c>.</summary>
internal static class FaultListCommand
{
    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("list", "List the faults that are set, and how many requests each met.");
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await FaultServer.OpenAsync(parsed, terminal, ct);
            var faults = await new OrderClient(emulator).FaultsAsync(ct);
            if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(Reports.CliJson.Text(faults, FaultJson.Default.IReadOnlyListSetFault));
            else if (faults.Count == 0) Terminal.Print("No fault is set.");
            else foreach (var fault in faults) Terminal.Print($"{fault.Id,4}  {FaultText.Of(fault.Rule)}; met {fault.Struck}");
            return ExitCodes.Success;
        });
        return command;
    }
}
