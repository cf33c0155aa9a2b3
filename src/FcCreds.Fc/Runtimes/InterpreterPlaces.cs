namespace FcCreds.Fc.Runtimes;

/// <summary>Where interpreters are looked for.</summary>
internal static class InterpreterPlaces
{
    private static readonly string[] EnvironmentFolders = [".venv", "venv"];

    /// <summary>Virtual environments: the project's own beside or above the code, then the active one.</summary>
    public static IEnumerable<string> VirtualEnvironments(string codePath)
    {
        foreach (var folder in new[] { codePath, Path.GetDirectoryName(codePath) })
        {
            foreach (var name in EnvironmentFolders)
            {
                if (folder is not null) yield return Path.Combine(folder, name, "bin", "python");
            }
        }
        if (Environment.GetEnvironmentVariable("VIRTUAL_ENV") is { Length: > 0 } active) yield return Path.Combine(active, "bin", "python");
    }

    /// <summary>Installed pyenv versions that say they are at least the wanted one, the nearest first.</summary>
    public static IEnumerable<string> Pyenv(Version atLeast)
    {
        var root = Environment.GetEnvironmentVariable("PYENV_ROOT") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv");
        var versions = new DirectoryInfo(Path.Combine(root, "versions"));
        if (!versions.Exists) return [];
        return versions.EnumerateDirectories()
            .Select(folder => (folder.FullName, Version: Version.TryParse(folder.Name, out var version) ? version : null))
            .Where(one => one.Version is not null && one.Version.Major == atLeast.Major && one.Version >= atLeast)
            .OrderBy(one => one.Version!.Minor).ThenByDescending(one => one.Version)
            .Select(one => Path.Combine(one.FullName, "bin", "python"));
    }

    /// <summary>Node.js versions that nvm, fnm or Volta installed and that say they are at least the wanted one, the nearest first.</summary>
    public static IEnumerable<string> NodeVersions(Version atLeast)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Versions(Variable("NVM_DIR") ?? Path.Combine(home, ".nvm"), Path.Combine("versions", "node"), "bin")
            .Concat(Versions(Variable("FNM_DIR") ?? Path.Combine(home, ".local", "share", "fnm"), "node-versions", Path.Combine("installation", "bin")))
            .Concat(Versions(Variable("VOLTA_HOME") ?? Path.Combine(home, ".volta"), Path.Combine("tools", "image", "node"), "bin"))
            .Where(one => one.Version.Major >= atLeast.Major)
            .OrderBy(one => one.Version.Major).ThenByDescending(one => one.Version)
            .Select(one => Path.Combine(one.Folder, "node"));
    }

    /// <summary>The search path, by exact name first.</summary>
    public static IEnumerable<string> SearchPath(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders, (name, folder) => Path.Combine(folder, name));
    }

    private static IEnumerable<(string Folder, Version Version)> Versions(string root, string place, string bin)
    {
        var folder = new DirectoryInfo(Path.Combine(root, place));
        if (!folder.Exists) yield break;
        foreach (var one in folder.EnumerateDirectories())
        {
            if (Version.TryParse(one.Name.TrimStart('v'), out var version)) yield return (Path.Combine(one.FullName, bin), version);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : null;
}
