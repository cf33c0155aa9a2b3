using FcCreds.Cli.Terminals;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Drills;

/// <summary>
/// The ready drills: those of the working folder or one above it, or else the ones that come with the program, laid out in a folder that is
/// gone afterwards.
/// </summary>
internal sealed class ReadyDrills : IDisposable
{
    private const string ResourcePrefix = "Drills/";

    private static readonly string[] Folders = ["drills", Path.Combine("fixtures", "drills")];

    private readonly string folder;
    private readonly bool isOwn;

    private ReadyDrills(string folder, bool isOwn) => (this.folder, this.isOwn) = (folder, isOwn);

    public static ReadyDrills Open() => Find() is { } found ? new(found, isOwn: false) : new(LayOut(), isOwn: true);

    /// <param name="suite">Only those of it; null for all.</param>
    /// <param name="terminal">Hears of mistakes in the files.</param>
    public IReadOnlyList<Scenario> Read(string? suite, Terminal terminal)
    {
        var paths = Directory.EnumerateFiles(folder, "*.yaml").Where(path => !ConfigurationFile.Names.Contains(Path.GetFileName(path))).Order(StringComparer.Ordinal);
        var drills = DrillFiles.Read(paths.Select(path => (isOwn ? Path.GetFileName(path) : Path.GetRelativePath(Directory.GetCurrentDirectory(), path), path)), terminal);
        return suite is null ? drills : [.. drills.Where(drill => drill.Suites.Contains(suite))];
    }

    public void Dispose()
    {
        if (isOwn) Directory.Delete(folder, recursive: true);
    }

    private static string? Find()
    {
        for (var here = new DirectoryInfo(Directory.GetCurrentDirectory()); here is not null; here = here.Parent)
        {
            if (Folders.Select(name => Path.Combine(here.FullName, name)).FirstOrDefault(Directory.Exists) is { } found) return found;
        }
        return null;
    }

    private static string LayOut()
    {
        var assembly = typeof(ReadyDrills).Assembly;
        var folder = Directory.CreateTempSubdirectory("fccreds-drills-").FullName;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder, name[ResourcePrefix.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var resource = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(path);
            resource.CopyTo(file);
        }
        return folder;
    }
}
