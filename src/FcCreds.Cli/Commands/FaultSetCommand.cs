using System.CommandLine;
using System.Security.Cryptography;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Faults;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds fault set</c>.</summary>
internal static class FaultSetCommand
{
    private static readonly Argument<string> Operation = new("operation") { Description = "sts:AssumeRole, 'oss:*', uri:GetCredentials, 'metadata:*', fc:InvokeFunction …" };
    private static readonly Option<string?> Principal = new("--principal") { HelpName = "ARN", Description = "Only requests of these, with *" };
    private static readonly Option<double?> Probability = new("--probability") { HelpName = "0..1", Description = "Share of the requests that it meets (default all)" };
    private static readonly Option<int?> Times = new("--times") { HelpName = "N", Description = "Requests that it meets at most" };
    private static readonly Option<string?> For = new("--for") { HelpName = "30s", Description = "How long (default until it is cleared)" };
    private static readonly Option<string?> Latency = new("--latency") { HelpName = "200ms", Description = "Answers are later by this" };
    private static readonly Option<int?> Status = new("--status") { HelpName = "503", Description = "Refuse with this HTTP status" };
    private static readonly Option<string?> Code = new("--code") { HelpName = "CODE", Description = "The refusal's error code: one of the cloud's, such as UserDisable or Throttling.User, brings its status and wording" };
    private static readonly Option<string?> RetryAfter = new("--retry-after") { HelpName = "1s", Description = "x-acs-retry-after of the refusal" };
    private static readonly Option<bool> Reset = new("--reset") { Description = "Break the connection instead of an answer" };
    private static readonly Option<bool> AfterEffect = new("--after-effect") { Description = "With --reset: carry the request out, lose only its answer" };
    private static readonly Option<int?> Truncate = new("--truncate") { HelpName = "BYTES", Description = "Break the answer off after so many bytes" };
    private static readonly Option<string?> Deliver = new("--deliver") { HelpName = "token|mixed-token|expired", Description = "uri and metadata: credentials without their token, with another's, or over" };
    private static readonly Option<ulong?> Seed = new("--seed") { HelpName = "N", Description = "Which requests a probability means; otherwise drawn" };
    private static readonly Option<bool> AllowReal = new("--allow-real") { Description = "Meet deliveries of real upstream credentials too" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("set", "Set a fault. The first one that fits a request counts.");
        command.Arguments.Add(Operation);
        foreach (var option in new Option[] { Principal, Probability, Times, For, Latency, Status, Code, RetryAfter, Reset, AfterEffect, Truncate, Deliver, Seed, AllowReal }) command.Options.Add(option);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var rule = Read(parsed);
        if (rule.Problem() is { } problem) throw CliFailure.Usage(problem);
        await using var emulator = await FaultServer.OpenAsync(parsed, terminal, ct);
        var seed = parsed.GetValue(Seed) ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        var set = await new OrderClient(emulator).SetFaultAsync(new(rule, seed), ct);
        Terminal.Print($"fault {set.Id}: {FaultText.Of(rule)}{(rule.Probability < 1 ? $" (seed {seed})" : "")}");
        return ExitCodes.Success;
    }

    private static FaultRule Read(ParseResult parsed) => new()
    {
        Operation = parsed.GetRequiredValue(Operation),
        Principal = parsed.GetValue(Principal),
        Probability = parsed.GetValue(Probability) ?? 1,
        Times = parsed.GetValue(Times),
        ForSeconds = Length(parsed, For)?.TotalSeconds,
        LatencySeconds = Length(parsed, Latency)?.TotalSeconds,
        Status = parsed.GetValue(Status),
        Code = parsed.GetValue(Code),
        RetryAfterMs = (long?)Length(parsed, RetryAfter)?.TotalMilliseconds,
        Reset = parsed.GetValue(Reset),
        AfterEffect = parsed.GetValue(AfterEffect),
        TruncateAfter = parsed.GetValue(Truncate),
        Deliver = parsed.GetValue(Deliver),
        AllowReal = parsed.GetValue(AllowReal),
    };

    private static TimeSpan? Length(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } written) return null;
        return Server.Drills.DrillText.ReadDuration(written) is { } length && length >= TimeSpan.Zero ? length : throw CliFailure.Usage($"'{written}' is not what {option.Name} takes: 500ms, 20s, 5m or 1h.");
    }
}
