using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds policy</c>: try policies, make them, find what is wrong in them.</summary>
internal static class PolicyCommand
{
    public static CliCommand Create(Terminal terminal) => new("policy", "Try RAM policies without a request, make one from what was asked, and find mistakes.")
    {
        Examples =
        [
            new("policy simulate --role reader --action oss:PutObject --resource oss://my-bucket/a.txt", "May it?"),
            new("policy suggest --function hello", "The least policy for what it did"),
            new("policy lint fccreds.yaml policy.json", "What is wrong in these"),
        ],
        Subcommands = { PolicySimulateCommand.Create(terminal), PolicySuggestCommand.Create(terminal), PolicyLintCommand.Create(terminal) },
    };
}
