using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Drills;
using Spectre.Console;

namespace FcCreds.Cli.Drills;

/// <summary>Finds and reads drill files.</summary>
internal static class DrillFiles
{
    /// <summary>Where ready drills lie, seen from the working folder or one above it.</summary>
    private static readonly string[] Folders = ["drills", Path.Combine("fixtures", "drills")];

    /// <summary>All of the files, or every mistake in all of them and no drill.</summary>
    public static IReadOnlyList<Scenario> Read(IEnumerable<string> paths, Terminal terminal)
    {
        List<Scenario> drills = [];
        var mistakes = 0;
        foreach (var path in paths)
        {
            if (!File.Exists(path)) throw CliFailure.Usage($"There is no drill file {path}.", "fccreds drill list shows those at hand; fccreds drill new writes one.");
            var problems = new Problems();
            var drill = DrillFile.Read(path, Path.GetDirectoryName(Path.GetFullPath(path))!, File.ReadAllText(path), problems);
            foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
            mistakes += problems.Sorted().Count(problem => !problem.IsWarning);
            if (drill is not null) drills.Add(drill);
        }
        return mistakes == 0 ? drills : throw CliFailure.Usage($"The drills have {(mistakes == 1 ? "a mistake" : $"{mistakes} mistakes")}; nothing was started.");
    }

    /// <summary>Ready drills, by name.</summary>
    public static IReadOnlyList<Scenario> Ready(string? suite, Terminal terminal)
    {
        var folder = Find() ?? throw CliFailure.Usage($"There is no folder {string.Join(" or ", Folders)} here or above.", "Name drill files instead, or write one: fccreds drill new my-drill.");
        var paths = Directory.EnumerateFiles(folder, "*.yaml").Where(path => !ConfigurationFile.Names.Contains(Path.GetFileName(path))).Order(StringComparer.Ordinal);
        var drills = Read(paths.Select(path => Path.GetRelativePath(Directory.GetCurrentDirectory(), path)), terminal);
        return suite is null ? drills : [.. drills.Where(drill => drill.Suites.Contains(suite))];
    }

    private static string? Find()
    {
        for (var here = new DirectoryInfo(Directory.GetCurrentDirectory()); here is not null; here = here.Parent)
        {
            if (Folders.Select(folder => Path.Combine(here.FullName, folder)).FirstOrDefault(Directory.Exists) is { } found) return found;
        }
        return null;
    }
}
