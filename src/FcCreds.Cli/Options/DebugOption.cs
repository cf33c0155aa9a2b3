using System.CommandLine;
using System.CommandLine.Parsing;

namespace FcCreds.Cli.Options;

/// <summary><c>--debug [PORT]</c>.</summary>
internal static class DebugOption
{
    private const int UsualPort = 5678;

    public static Option<int?> Create(string description) => new("--debug")
    {
        HelpName = "PORT",
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? UsualPort : int.TryParse(result.Tokens[0].Value, out var port) && port is > 0 and < 65536 ? port : Misread(result),
    };

    private static int? Misread(ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is no port; one is a number from 1 to 65535.");
        return null;
    }
}
