using System.CommandLine;
using FcCreds.Cli.Drills;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds drill list</c>: the ready drills at hand.</summary>
internal static class DrillListCommand
{
    private static readonly Option<string?> Suite = new("--suite") { HelpName = "core|all", Description = "Only those of that set" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("list", "List the ready drills: those in fixtures/drills or drills, here or above, or else the ones that come with fccreds.");
        command.Options.Add(Suite);
        command.SetAction(parsed =>
        {
            using var ready = ReadyDrills.Open();
            foreach (var drill in ready.Read(parsed.GetValue(Suite), terminal))
                Terminal.Print($"{drill.Name,-32} {drill.File}\n    {drill.Description?.ReplaceLineEndings(" ")}");
        });
        return command;
    }
}
