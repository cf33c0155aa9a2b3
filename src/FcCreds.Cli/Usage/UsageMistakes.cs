using System.CommandLine;
using System.CommandLine.Parsing;
using FcCreds.Cli.Terminals;

namespace FcCreds.Cli.Usage;

/// <summary>Tells what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageMistakes
{
    /// <summary>
    /// Options nobody knows. The parser takes one for an argument where the verb still waits for one, and
    /// <c>fccreds init --foldr</c> must not make a folder of that name.
    /// </summary>
    public static IReadOnlyList<string> UnknownOptions(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Where(token => before.Contains(token) && token.Value is ['-', _, ..]).Select(token => token.Value)];
    }

    public static int Report(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var unknown = UnknownOptions(parsed);
        var messages = unknown.Select(option => $"Unknown option '{option}'.").Concat(parsed.Errors.Select(Sentence));
        foreach (var message in messages.Distinct()) terminal.Complain(message);
        var meant = unknown.Concat(parsed.UnmatchedTokens).Select(token => Nearest(token, command)).OfType<string>().FirstOrDefault();
        terminal.Hint(meant is null ? $"See {Path(command)} --help." : $"Did you mean {meant}? See {Path(command)} --help.");
        return ExitCodes.Usage;
    }

    /// <summary>The parser's own sentence, unless it is about one of .NET's types.</summary>
    private static string Sentence(ParseError error) => error.SymbolResult is OptionResult { Option: { HelpName: { } shape } option, Tokens: [var given, ..] }
        && error.Message.Contains((Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType).FullName!, StringComparison.Ordinal)
            ? $"'{given.Value}' is not what {option.Name} takes: {shape}."
            : error.Message;

    /// <summary>The verb or option a few typing mistakes away from what was given; null when nothing comes near.</summary>
    internal static string? Nearest(string given, Command command)
    {
        var known = command.Subcommands.Select(verb => verb.Name).Concat(EnvironmentFallback.OptionsOf(command).Select(option => option.Name));
        var nearest = known.Select(name => (Name: name, Distance: Distance(given, name))).MinBy(candidate => candidate.Distance);
        return nearest.Name is not null && nearest.Distance <= Math.Clamp(given.Length / 2, 1, 3) ? nearest.Name : null;
    }

    private static string Path(Command command)
        => command is RootCommand ? "fccreds" : $"{Path(command.Parents.OfType<Command>().First())} {command.Name}";

    /// <summary>Levenshtein distance, one row at a time.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
