using System.Reflection;
using System.Runtime.CompilerServices;

namespace FcCreds.Tests.Architecture;

/// <summary>The repository as the architecture tests see it: its source files, its projects and their assemblies.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Folder names below <c>src</c>, which are the names of the projects.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects.Select(project => Assembly.Load(AssemblyOf(project)))];

    /// <summary>The types that somebody wrote, not those that the compiler or a generator added.</summary>
    public static IEnumerable<Type> Types
        => Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal)
                && type.Namespace?.StartsWith("FcCreds", StringComparison.Ordinal) == true
                && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    public static string ProjectFile(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    public static IEnumerable<string> SourceFiles(string folder)
        => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));

    /// <summary>The tool is called <c>fccreds</c>; every other assembly is called like its project.</summary>
    private static string AssemblyOf(string project) => project == "FcCreds.Cli" ? "fccreds" : project;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FcCreds.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"FcCreds.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
