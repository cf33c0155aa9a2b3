using System.CommandLine;
using FcCreds.Cli.Options;
using FcCreds.Cli.Policies;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Policy;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds policy lint</c>: exit code 0 when nothing is wrong, 1 when something is.</summary>
internal static class PolicyLintCommand
{
    private static readonly Argument<string[]> Files = new("file") { Description = "A policy (JSON or YAML), or fccreds.yaml with all policies in it", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> Kind = new("--kind") { HelpName = "identity|trust|bucket", Description = "What the policies are; otherwise told by their principals" };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Warnings count as errors" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("lint", "Find mistakes in policies: unknown actions, resources of the wrong kind, conditions that never hold, allows that a deny covers.")
        {
            Examples = [new("policy lint fccreds.yaml", "All policies of a configuration"), new("policy lint --kind identity policies/reader.json", "A policy in a file")],
        };
        Kind.AcceptOnlyFromAmong("identity", "trust", "bucket");
        command.Arguments.Add(Files);
        command.Options.Add(Kind);
        command.Options.Add(Strict);
        command.Options.Add(OutputOptions.Json);
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        var kind = parsed.GetValue(Kind) is { } name ? Enum.Parse<PolicyKind>(name, ignoreCase: true) : (PolicyKind?)null;
        var findings = parsed.GetRequiredValue(Files).SelectMany(file => LintedFile.Check(file, kind)).ToList();
        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(findings, CliJson.Readable.ListLintFinding));
        else Write(terminal, findings);
        return findings.Exists(finding => finding.Severity == "error" || parsed.GetValue(Strict)) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static void Write(Terminal terminal, List<LintFinding> findings)
    {
        foreach (var (file, line, column, severity, rule, message) in findings)
            terminal.Out.Say($"{file}:{line}:{column}: [{(severity == "error" ? "red" : "yellow")}]{severity}[/]: {message} [grey]({rule})[/]");
        if (findings.Count == 0) terminal.Error.Say($"Nothing found.");
    }
}
