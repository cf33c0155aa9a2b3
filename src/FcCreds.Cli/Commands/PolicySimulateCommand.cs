using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Control.Why;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds policy simulate</c>: may they do this to that? Exit code 0 for yes, 1 for no.</summary>
internal static class PolicySimulateCommand
{
    private static readonly Option<string?> Role = new("--role") { HelpName = "NAME|ARN", Description = "As a session of this role" };

    private static readonly Option<string?> User = new("--user") { HelpName = "NAME", Description = "As this user, with the policies of its groups" };

    private static readonly Option<FileInfo[]> Policy = new("--policy") { HelpName = "FILE", Description = "As someone with this policy only; may be repeated", DefaultValueFactory = _ => [] };

    private static readonly Option<FileInfo?> SessionPolicy = new("--session-policy") { HelpName = "FILE", Description = "Under this session policy" };

    private static readonly Option<FileInfo?> BucketPolicy = new("--bucket-policy") { HelpName = "FILE", Description = "With this policy in place of the bucket's own" };

    private static readonly Option<string> Action = new("--action") { HelpName = "SERVICE:NAME", Description = "Such as oss:PutObject", Required = true };

    private static readonly Option<string> Resource = new("--resource") { HelpName = "ARN|oss://BUCKET/KEY", Description = "What it is done to", Required = true };

    private static readonly Option<string[]> Context = new("--context") { HelpName = "KEY=VALUE", Description = "A condition key of the request, such as acs:SourceIp=10.0.0.1; may be repeated", DefaultValueFactory = _ => [] };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("simulate", "Ask policies whether they allow something. Exits with 0 when they do, 1 when they do not.")
        {
            Examples =
            [
                new("policy simulate --role reader --action oss:PutObject --resource oss://my-bucket/a.txt", "A role of fccreds.yaml, or of the server that runs"),
                new("policy simulate --policy policy.json --action oss:ListObjects --resource acs:oss:*:*:my-bucket --context oss:Prefix=in/", "A policy in a file"),
            ],
        };
        foreach (var option in new Option[] { Role, User, Policy, SessionPolicy, BucketPolicy, Action, Resource, Context, OutputOptions.Json }) command.Options.Add(option);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var report = await Simulation.RunAsync(EmulatorOptions.Read(parsed), await OrderOfAsync(parsed, ct), terminal, ct);
        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(report, WhyJson.Indented.SimulationReport));
        else ExplanationText.Write(terminal.Out, report);
        return report.Decision == "Allow" ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static async Task<SimulationOrder> OrderOfAsync(ParseResult parsed, CancellationToken ct) => new()
    {
        Role = parsed.GetValue(Role),
        User = parsed.GetValue(User),
        Policies = await Task.WhenAll(parsed.GetRequiredValue(Policy).Select(file => TextAsync(file, ct))),
        SessionPolicy = parsed.GetValue(SessionPolicy) is { } session ? await TextAsync(session, ct) : null,
        BucketPolicy = parsed.GetValue(BucketPolicy) is { } bucket ? await TextAsync(bucket, ct) : null,
        Action = parsed.GetRequiredValue(Action),
        Resource = parsed.GetRequiredValue(Resource),
        Context = parsed.GetRequiredValue(Context).Select(Pair).ToDictionary(),
    };

    private static async Task<string> TextAsync(FileInfo file, CancellationToken ct)
        => file.Exists ? await File.ReadAllTextAsync(file.FullName, ct) : throw CliFailure.Usage($"There is no file {file}.");

    private static KeyValuePair<string, string> Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals], text[(equals + 1)..]) : throw CliFailure.Usage($"'{text}' is not what --context takes: KEY=VALUE.");
    }
}
