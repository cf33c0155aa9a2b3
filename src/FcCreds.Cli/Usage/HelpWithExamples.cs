using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FcCreds.Cli.Usage;

/// <summary>The parser's own help, followed by the options' variables and by examples to copy.</summary>
internal sealed class HelpWithExamples(HelpAction inner, IReadOnlyList<Example> toolExamples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (VariableSample(command) is { } sample)
        {
            output.WriteLine($"Every option is also a variable: {sample.Name} is {EnvironmentFallback.VariableOf(sample)}.");
            output.WriteLine();
        }
        WriteExamples(output, command is CliCommand verb ? verb.Examples : toolExamples);
        return ExitCodes.Success;
    }

    private static Option? VariableSample(Command command)
        => command.Options.Where(EnvironmentFallback.Reaches).MaxBy(option => option.Arity.MinimumNumberOfValues);

    private static void WriteExamples(TextWriter output, IReadOnlyList<Example> examples)
    {
        if (examples.Count == 0) return;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  # {example.Says}");
            output.WriteLine($"  fccreds {example.Line}");
        }
        output.WriteLine();
    }
}
