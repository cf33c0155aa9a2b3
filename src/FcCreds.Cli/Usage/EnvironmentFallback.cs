using System.CommandLine;
using System.CommandLine.Help;
using FcCreds.Cli.Options;

namespace FcCreds.Cli.Usage;

/// <summary>
/// Makes every option an <c>FCCREDS_*</c> variable: what the command line leaves out is appended from the environment before
/// it is parsed for good, so that a value is read, checked and complained about in the same way wherever it comes from.
/// </summary>
internal static class EnvironmentFallback
{
    /// <summary><c>--ready-file</c> is <c>FCCREDS_READY_FILE</c>.</summary>
    public static string VariableOf(Option option) => "FCCREDS_" + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <summary>Options that have a variable: all but those that replace the command by something else.</summary>
    public static bool Reaches(Option option) => option is not (HelpOption or VersionOption);

    public static IReadOnlyList<string> Extend(RootCommand root, IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var parsed = root.Parse(args, CommandTree.Parsing);
        var added = new List<string>();
        foreach (var option in OptionsOf(parsed.CommandResult.Command).Where(Reaches))
        {
            if (IsGiven(option) || DataOptions.RivalsOf(option).Any(IsGiven)) continue;
            if (variable(VariableOf(option)) is not { Length: > 0 } value) continue;
            var many = option.Arity.MaximumNumberOfValues > 1;
            foreach (var part in many ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value])
            {
                added.Add($"{option.Name}={(option.ValueType == typeof(bool) ? AsFlag(option, part) : part)}");
            }
        }
        return added.Count == 0 ? args : [.. args.Take(AfterVerb(parsed, args)), .. added, .. args.Skip(AfterVerb(parsed, args))];

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }

    /// <summary>The verb's own options and those of the whole tool.</summary>
    public static IEnumerable<Option> OptionsOf(Command command)
        => command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive));

    /// <summary>Where options of the verb may stand whatever follows; <c>exec</c> has a foreign command line at its end.</summary>
    private static int AfterVerb(ParseResult parsed, IReadOnlyList<string> args)
    {
        var verbs = new Stack<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
        {
            verbs.Push(result.IdentifierToken.Value);
        }
        var position = 0;
        while (verbs.Count > 0 && position < args.Count)
        {
            if (args[position++] == verbs.Peek()) verbs.Pop();
        }
        return position;
    }

    private static string AsFlag(Option option, string value) => value.ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" or "ON" => "true",
        "0" or "FALSE" or "NO" or "OFF" => "false",
        _ => throw CliFailure.Usage($"{VariableOf(option)} is a switch; '{value}' is neither 1 nor 0."),
    };
}
