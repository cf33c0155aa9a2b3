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
    /// <summary>All of the files, or every mistake in all of them and no drill.</summary>
    /// <param name="files">Each as it is told, and where it is.</param>
    /// <param name="terminal">Hears of the mistakes.</param>
    public static IReadOnlyList<Scenario> Read(IEnumerable<(string Name, string Path)> files, Terminal terminal)
    {
        List<Scenario> drills = [];
        var mistakes = 0;
        foreach (var (name, path) in files)
        {
            if (!File.Exists(path)) throw CliFailure.Usage($"There is no drill file {path}.", "fccreds drill list shows those at hand; fccreds drill new writes one.");
            var problems = new Problems();
            var drill = DrillFile.Read(name, Path.GetDirectoryName(Path.GetFullPath(path))!, File.ReadAllText(path), problems);
            foreach (var problem in problems.Sorted()) terminal.Error.WriteLine(problem.ToString());
            mistakes += problems.Sorted().Count(problem => !problem.IsWarning);
            if (drill is not null) drills.Add(drill);
        }
        return mistakes == 0 ? drills : throw CliFailure.Usage($"The drills have {(mistakes == 1 ? "a mistake" : $"{mistakes} mistakes")}; nothing was started.");
    }
}
