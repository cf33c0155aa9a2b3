using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Completion;

/// <summary>
/// <c>fccreds [complete] "serve --eg"</c>: what may stand at the end of a command line, one candidate per line, its description
/// after a tab. The shells' scripts ask it. The parser's own <c>[suggest]</c> offers every option at every place and knows no descriptions.
/// </summary>
internal sealed class CompleteDirective : Directive
{
    public CompleteDirective()
        : base("complete") => Action = new CompleteAction();

    /// <summary>Directives come before everything else, the environment's options too.</summary>
    public static bool IsCalled(IReadOnlyList<string> args) => args is ["[complete]", ..];

    private sealed class CompleteAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var line = parseResult.UnmatchedTokens is [.., var last] ? last : "";
            foreach (var item in Candidates(parseResult.RootCommandResult.Command, line))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(item.Detail is { Length: > 0 } says ? $"{item.Label}\t{says}" : item.Label);
            }
            return ExitCodes.Success;
        }

        private static IEnumerable<CompletionItem> Candidates(Command root, string line)
        {
            var word = line[(line.LastIndexOf(' ') + 1)..];
            // Options only where one was begun, and of their names only the long one.
            return root.Parse(line, CommandTree.Parsing).GetCompletions(line.Length)
                .Where(item => item.Label.StartsWith(word, StringComparison.Ordinal))
                .Where(item => word.StartsWith('-') ? item.Label.StartsWith("--", StringComparison.Ordinal) : item.Label[0] is not ('-' or '/'));
        }
    }
}
