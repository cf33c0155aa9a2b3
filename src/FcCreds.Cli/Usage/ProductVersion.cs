using System.Reflection;

namespace FcCreds.Cli.Usage;

/// <summary>The version with the commit it was built from: <c>0.1.0 (1a2b3c4d5e6f)</c>.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        var informational = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var parts = informational.Split('+', 2);
        return parts.Length == 1 ? parts[0] : $"{parts[0]} ({parts[1][..Math.Min(12, parts[1].Length)]})";
    }
}
