using System.Reflection;

namespace FcCreds.Cli.Usage;

/// <summary>
/// The version with the commit it was built from: <c>0.1.0 (1a2b3c4d5e6f)</c>, with <c>-dirty</c> after the commit when the build had
/// changes of its own, and without a commit when the sources came without their history.
/// </summary>
internal static class ProductVersion
{
    private const string Dirty = "-dirty";
    private const int ShownDigits = 12;

    public static string Text { get; } = Describe(typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    /// <param name="informational">As the build wrote it: <c>0.1.0+COMMIT</c>.</param>
    internal static string Describe(string? informational)
    {
        if (informational is null) return "unknown";
        var parts = informational.Split('+', 2);
        if (parts.Length == 1) return parts[0];
        var dirty = parts[1].EndsWith(Dirty, StringComparison.Ordinal) ? Dirty : "";
        var commit = parts[1][..^dirty.Length];
        return $"{parts[0]} ({commit[..Math.Min(ShownDigits, commit.Length)]}{dirty})";
    }
}
