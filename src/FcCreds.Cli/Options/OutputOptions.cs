using System.CommandLine;

namespace FcCreds.Cli.Options;

/// <summary>How the answer is written.</summary>
internal static class OutputOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "Answer as JSON on standard output, everything else on standard error" };

    /// <summary>Of the tool as a whole.</summary>
    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Log what happens, and show stack traces", Recursive = true };
}
