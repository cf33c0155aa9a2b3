namespace FcCreds.Cli.Profiles;

/// <summary>The command line by which a profile of mode <c>External</c> fetches credentials when it needs them.</summary>
internal static class ProcessCommand
{
    /// <summary>By which a profile is known as ours.</summary>
    public const string Words = "credentials --format cli";

    public static string Of(IEnumerable<string> options)
    {
        // Run by dotnet, or from a folder that the next build replaces, the name on the path is the better one.
        var self = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "fccreds" ? path : "fccreds";
        return string.Join(' ', [Quoted(self), Words, .. options.Select(Quoted)]);
    }

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;
}
