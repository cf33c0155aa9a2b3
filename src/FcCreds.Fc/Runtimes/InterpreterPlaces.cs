namespace FcCreds.Fc.Runtimes;

/// <summary>Where Python interpreters are looked for, best place first.</summary>
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

    /// <summary>The search path, by exact name first.</summary>
    public static IEnumerable<string> SearchPath(Version version)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in new[] { $"python{version.Major}.{version.Minor}", $"python{version.Major}", "python" })
        {
            foreach (var folder in folders) yield return Path.Combine(folder, name);
        }
    }
}
