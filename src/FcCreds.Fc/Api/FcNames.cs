using System.Text.RegularExpressions;

namespace FcCreds.Fc.Api;

/// <summary>Names that the API takes.</summary>
internal static partial class FcNames
{
    private static readonly HashSet<string> Runtimes = new(StringComparer.Ordinal)
    {
        "python2.7", "python3", "python3.9", "python3.10", "python3.12", "nodejs20", "nodejs18", "nodejs16", "nodejs14", "nodejs12", "nodejs10", "nodejs8",
        "nodejs6", "php7.2", "java8", "java11", "go1", "dotnetcore3.1", "dotnetcore2.1", "custom", "custom.debian10", "custom.debian11", "custom.debian12",
        "custom-container",
    };

    /// <summary>Functions of FC 2.0 are <c>service$function</c> here.</summary>
    public static bool IsFunction(string name) => name.Length <= 129 && Function().IsMatch(name);

    /// <summary>Triggers, aliases and layers.</summary>
    public static bool IsPart(string name) => name.Length <= 128 && Part().IsMatch(name);

    /// <summary>Every runtime of FC, served here or not: the API takes them, an invocation says which are not.</summary>
    public static bool IsRuntime(string runtime) => Runtimes.Contains(runtime);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]{0,127}(?:\$[A-Za-z_][A-Za-z0-9_-]*)?\z")]
    private static partial Regex Function();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z")]
    private static partial Regex Part();
}
