using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds keys</c>: the keys that seal tokens and secrets at rest, and their rotation.</summary>
internal static class KeysCommand
{
    private static readonly Argument<string> KeyId = new("id") { Description = "As fccreds keys list shows it" };

    public static CliCommand Create(Terminal terminal) => new("keys", "See and rotate the keys that seal security tokens.")
    {
        Examples = [new("keys list", "Ids and states; keys are never shown"), new("keys rotate", "A new key seals from now on; the one before still opens what it sealed")],
        Subcommands =
        {
            List(terminal),
            Order(terminal, "rotate", "Stage a key and promote it: for a server that is alone on its data.", null, "A new key seals; the one before is verify-only. Retire it once its last token has expired: 36 hours at most."),
            Order(terminal, "stage", "Add a key that opens but does not seal yet.", "stage", "Staged. Promote it once every server that shares the ring has it."),
            Order(terminal, "promote", "Make a key the one that seals.", "promote", "Promoted; the key before it is verify-only.", KeyId),
            Order(terminal, "retire", "End everything that a key has sealed.", "retire", "Retired; what it sealed no longer opens.", KeyId),
            Order(terminal, "reload", "Read the ring's file again after it was changed elsewhere.", "reload", "Read again."),
        },
    };

    private static CliCommand List(Terminal terminal)
    {
        var command = new CliCommand("list", "List the keys' ids and states.") { Examples = [new("keys list", "As a table"), new("keys list --json", "For programs")] };
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
            var keys = await new OrderClient(emulator).SealingKeysAsync(ct);
            if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(keys, CliJson.Readable.IReadOnlyListSealingKeyReport));
            else foreach (var key in keys) terminal.Out.Say($"{key.KeyId}  {key.State}");
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>A verb of the ring; none for a rotation, which is two of them.</summary>
    private static CliCommand Order(Terminal terminal, string name, string description, string? verb, string done, Argument<string>? id = null)
    {
        var command = new CliCommand(name, description) { Examples = [new(id is null ? $"keys {name}" : $"keys {name} k3Yd", description)] };
        if (id is not null) command.Arguments.Add(id);
        EmulatorOptions.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
            var orders = new OrderClient(emulator);
            if (verb is null) await RotateAsync(orders, ct);
            else await orders.OrderAsync(id is null ? $"{SealingKeys.Path}/{verb}" : $"{SealingKeys.Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/{verb}", ct);
            terminal.Out.Say($"[green]done[/]  {done}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RotateAsync(OrderClient orders, CancellationToken ct)
    {
        await orders.OrderAsync($"{SealingKeys.Path}/stage", ct);
        var fresh = (await orders.SealingKeysAsync(ct)).Last(key => key.State == "staged");
        await orders.OrderAsync($"{SealingKeys.Path}/{fresh.KeyId}/promote", ct);
    }
}
