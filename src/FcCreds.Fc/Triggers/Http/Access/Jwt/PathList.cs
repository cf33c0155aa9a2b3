namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Paths, exact or with a <c>*</c> at their end.</summary>
internal sealed record PathList(IReadOnlyList<string> Paths)
{
    /// <summary>Null when the key is not there.</summary>
    public static PathList? Read(SettingsSection config, string key)
    {
        if (config.Find(key) is null) return null;
        var paths = config.Texts(key);
        foreach (var (path, at) in paths.Select((path, at) => (path, at + 1)))
        {
            if (!path.StartsWith('/') || path.AsSpan(0, path.Length - 1).Contains('*')) config.Problems.Add(new($"{config.PathOf(key)}[{at}]", $"'{path}' is no path: it begins with '/', and '*' stands at its end only."));
        }
        return new(paths);
    }

    public bool Contains(string rawPath) => Paths.Any(path => path.EndsWith('*') ? rawPath.StartsWith(path[..^1], StringComparison.Ordinal) : path == rawPath);
}
