using System.Text.RegularExpressions;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Functions;

/// <summary>Finds the handler of a folder that says nothing about itself.</summary>
internal static partial class HandlerSearch
{
    private const string Usual = "index.handler";

    private static readonly string[] JavaScript = ["index.js", "index.mjs", "index.cjs"];

    /// <summary>FC's usual <c>index.handler</c> if it is there, else the only function that takes an event and a context.</summary>
    public static string Find(DirectoryInfo folder)
    {
        var found = folder.EnumerateFiles("*.py").OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(HandlersIn).ToList();
        if (IsNodeJs(folder) || IsCustom(folder) || found.Contains(Usual) || AssignsUsual(folder)) return Usual;
        return found.Count switch
        {
            1 => found[0],
            0 => throw CliFailure.Usage($"{folder.FullName} has no handler: no function there takes (event, context).", "Name it with --handler file.function."),
            _ => throw CliFailure.Usage($"{folder.FullName} has several handlers: {string.Join(", ", found)}.", $"Choose one, such as --handler {found[0]}."),
        };
    }

    /// <summary>Has FC's usual JavaScript file and not the Python one.</summary>
    public static bool IsNodeJs(DirectoryInfo folder)
        => JavaScript.Any(name => File.Exists(Path.Combine(folder.FullName, name))) && !File.Exists(Path.Combine(folder.FullName, "index.py"));

    /// <summary>Has what a custom runtime starts.</summary>
    public static bool IsCustom(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "bootstrap"));

    private static IEnumerable<string> HandlersIn(FileInfo file)
        => Handler().Matches(File.ReadAllText(file.FullName)).Select(match => $"{Path.GetFileNameWithoutExtension(file.Name)}.{match.Groups[1].Value}");

    /// <summary>A handler may also be imported or assigned: <c>handler = app.handle</c>.</summary>
    private static bool AssignsUsual(DirectoryInfo folder)
    {
        var index = new FileInfo(Path.Combine(folder.FullName, "index.py"));
        return index.Exists && Assigned().IsMatch(File.ReadAllText(index.FullName));
    }

    [GeneratedRegex(@"^def[ \t]+(\w+)[ \t]*\(\s*event\b[^,()]*,\s*(?:context|ctx)\b", RegexOptions.Multiline)]
    private static partial Regex Handler();

    [GeneratedRegex(@"^(?:handler[ \t]*=|def[ \t]+handler\b|from[ \t].*\bimport\b.*\bhandler\b)", RegexOptions.Multiline)]
    private static partial Regex Assigned();
}
