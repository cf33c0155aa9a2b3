using System.CommandLine;

namespace FcCreds.Cli.Usage;

/// <summary>A verb of the tool, with the examples that its help ends on.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    public IReadOnlyList<Example> Examples { get; init; } = [];
}

/// <param name="Line">What to type, without the tool's name.</param>
/// <param name="Says">What it does.</param>
internal sealed record Example(string Line, string Says);
