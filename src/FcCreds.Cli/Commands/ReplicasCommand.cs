using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Replicas;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds replicas</c>: the servers that share a store.</summary>
internal static class ReplicasCommand
{
    private static readonly Option<bool> Settle = new("--settle") { Description = "Wait until each of them knows what has been changed so far" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("replicas", "List the servers that share this one's S3 store.")
        {
            Examples = [new("replicas", "Where each answers, and since when"), new("replicas --settle", "After a revocation or a change of RAM: no replica serves the old state any more")],
        };
        command.Options.Add(Settle);
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
            var orders = new OrderClient(emulator);
            if (parsed.GetValue(Settle)) await orders.OrderAsync(ReplicaRegistry.SettlePath, ct);
            var replicas = await orders.ReplicasAsync(ct);
            if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(replicas, CliJson.Readable.IReadOnlyListReplica));
            else if (replicas.Count == 0) terminal.Out.Say($"This server has a store of its own.");
            else foreach (var replica in replicas) terminal.Out.Say($"{replica.Url}  since {replica.StartedAt:yyyy-MM-dd HH:mm:ss}Z  {replica.Id}");
            return ExitCodes.Success;
        });
        return command;
    }
}
