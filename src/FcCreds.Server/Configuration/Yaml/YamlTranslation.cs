namespace FcCreds.Server.Configuration.Yaml;

/// <summary>
/// Composes a mapping from pieces of another one, so that an older format can be read as a newer one; each piece keeps the place where it
/// was written.
/// </summary>
internal sealed class YamlTranslation(SourceLocation at)
{
    private readonly List<YamlEntry> entries = [];

    public YamlMap Map => new(at, entries);

    /// <summary>Nothing when there is no value; what was added first stays.</summary>
    public YamlTranslation Add(string key, YamlValue? value)
    {
        if (value is not (null or YamlText { IsNull: true }) && !entries.Exists(entry => entry.Key.Value == key)) entries.Add(new(new(value.At, key, IsPlain: true), value));
        return this;
    }

    public static YamlValue? Find(YamlValue? map, string key)
        => (map as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value is { } value and not YamlText { IsNull: true } ? value : null;

    public static YamlText Text(SourceLocation at, string text) => new(at, text, IsPlain: false);

    /// <summary>Tells of keys that were not translated.</summary>
    public static void WarnOfOthers(YamlValue? map, string what, IReadOnlyList<string> known, Problems problems)
    {
        foreach (var entry in (map as YamlMap)?.Entries ?? [])
        {
            if (!known.Contains(entry.Key.Value)) problems.Warn(entry.Key.At, $"'{entry.Key.Value}' of {what} has no effect here; it is ignored.");
        }
    }
}
