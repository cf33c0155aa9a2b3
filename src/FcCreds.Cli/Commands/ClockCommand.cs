using System.CommandLine;
using System.Text.Json;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds clock</c>: read and move the clocks of a running server.</summary>
internal static class ClockCommand
{
    private static readonly Option<string?> Advance = new("--advance") { HelpName = "36h", Description = "Move the life clock on from where it is: tokens expire, lifecycle rules, restores and timers become due" };

    private static readonly Option<string?> Life = new("--life") { HelpName = "90d", Description = "How far the life clock shall be from real time" };

    private static readonly Option<string?> Wire = new("--wire") { HelpName = "-20m", Description = "How far the wire clock shall be from real time, by which the freshness of requests is judged" };

    private static readonly Option<bool> Reset = new("--reset") { Description = "Both clocks back to real time" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("clock", "See and move the clocks of a running server; spans are such as 45s, 15m, 36h or 90d, also negative.")
        {
            Examples =
            [
                new("clock", "What they say now"),
                new("clock --advance 36h", "Every token that was issued so far has expired"),
                new("clock --wire -20m", "Requests of clients with a right clock are refused as skewed"),
                new("clock --reset", "Back to real time"),
            ],
        };
        foreach (var option in new Option[] { Advance, Life, Wire, Reset, OutputOptions.Json }) command.Options.Add(option);
        EmulatorOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Advance) is not null && result.GetValue(Life) is not null) result.AddError("Give either --advance or --life.");
            if (result.GetValue(Reset) && (result.GetValue(Advance) ?? result.GetValue(Life) ?? result.GetValue(Wire)) is not null) result.AddError("--reset stands alone.");
            foreach (var option in new[] { Advance, Life, Wire })
            {
                if (result.GetValue(option) is { } text && !ClockSpan.TryParse(text, out _))
                    result.AddError($"{option.Name} is '{text}'; write a number and s, m, h or d, such as 36h.");
            }
        });
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        if (emulator.IsOwn) throw CliFailure.Failed("No server is running here, and a clock ends with its server.", "Start one with fccreds serve, or name it with --server.");
        var orders = new OrderClient(emulator);
        var clocks = await orders.ClocksAsync(ct);
        if (OrderOf(parsed, clocks) is { } order) clocks = await orders.MoveClocksAsync(order, ct);
        if (parsed.GetValue(OutputOptions.Json))
        {
            Terminal.Print(JsonSerializer.Serialize(clocks, ServerJson.Default.ClockReport));
            return ExitCodes.Success;
        }
        terminal.Out.Say($"life  {Shown(clocks.Life, clocks.LifeSeconds)}  expiry, lifecycle, restores, timers");
        terminal.Out.Say($"wire  {Shown(clocks.Wire, clocks.WireSeconds)}  freshness of requests, Date headers");
        return ExitCodes.Success;
    }

    private static ClockOrder? OrderOf(ParseResult parsed, ClockReport now)
    {
        if (parsed.GetValue(Reset)) return new(0, 0);
        var life = Seconds(parsed, Advance) is { } further ? now.LifeSeconds + further : Seconds(parsed, Life);
        var wire = Seconds(parsed, Wire);
        return life is null && wire is null ? null : new(life, wire);
    }

    private static double? Seconds(ParseResult parsed, Option<string?> option)
        => parsed.GetValue(option) is { } text && ClockSpan.TryParse(text, out var span) ? span.TotalSeconds : null;

    private static string Shown(DateTimeOffset time, double shift)
        => FormattableString.Invariant($"{time:yyyy-MM-ddTHH:mm:ssZ}  {(shift == 0 ? "real time" : ClockSpan.Write(TimeSpan.FromSeconds(shift)))}");
}
