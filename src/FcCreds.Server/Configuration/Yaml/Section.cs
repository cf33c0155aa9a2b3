using System.Globalization;

namespace FcCreds.Server.Configuration.Yaml;

/// <summary>A mapping whose keys are known: reads them by type and tells of everything that does not fit.</summary>
internal sealed class Section
{
    private readonly YamlMap map;
    private readonly string what;

    private Section(YamlMap map, string what, Problems problems, bool isTolerant)
        => (this.map, this.what, Problems, IsTolerant) = (map, what, problems, isTolerant);

    public SourceLocation Start => map.At;

    /// <summary>Files that other tools own may hold keys we don't know: those are warnings.</summary>
    public bool IsTolerant { get; }

    private Problems Problems { get; }

    /// <summary>Null, and a problem told, when the value is no mapping. <paramref name="what"/> reads like <c>a role</c>.</summary>
    public static Section? Open(YamlValue value, string what, IReadOnlyList<string> keys, Problems problems, bool tolerant = false)
    {
        if (value is not YamlMap map)
        {
            problems.Error(value.At, $"{Capital(what)} is written as a mapping with the keys {string.Join(", ", keys)}; this is {value.Kind}.");
            return null;
        }

        foreach (var (key, _) in map.Entries)
        {
            if (keys.Contains(key.Value)) continue;
            if (tolerant) problems.Warn(key.At, $"'{key.Value}' of {what} has no effect here; it is ignored.");
            else problems.Error(key.At, Suggestion.Nearest(key.Value, keys) is { } nearest
                ? $"{Capital(what)} has no key '{key.Value}'; did you mean '{nearest}'?"
                : $"{Capital(what)} has no key '{key.Value}'; it has {string.Join(", ", keys)}.");
        }
        return new(map, what, problems, tolerant);
    }

    /// <summary>The value of a key, or null when it is not there or left empty.</summary>
    public YamlValue? Find(string key)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Value == key) return entry.Value is YamlText { IsNull: true } ? null : entry.Value;
        }
        return null;
    }

    /// <summary>Where a key's value stands, or the section itself.</summary>
    public SourceLocation At(string key) => Find(key)?.At ?? map.At;

    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null: return null;
            case YamlText text: return text.Value;
            case var other:
                Problems.Error(other.At, $"'{key}' of {what} is text; this is {other.Kind}.");
                return null;
        }
    }

    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (!string.IsNullOrEmpty(text)) return text;
        if (Find(key) is null or YamlText) Problems.Error(At(key), $"{Capital(what)} needs '{key}'.");
        return null;
    }

    public int? Integer(string key, int from, int to, string unit)
    {
        var value = Find(key);
        if (value is null) return null;
        if (value is YamlText text && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Problems.Error(value.At, $"'{key}' of {what} is a whole number of {unit} from {from} to {to}; this is {(value is YamlText wrong ? $"'{wrong.Value}'" : value.Kind)}.");
        return null;
    }

    public bool? Boolean(string key)
    {
        switch (Find(key))
        {
            case null: return null;
            case YamlText { Value: "true" }: return true;
            case YamlText { Value: "false" }: return false;
            case var other:
                Problems.Error(other.At, $"'{key}' of {what} is true or false.");
                return null;
        }
    }

    /// <summary>The items of a list; empty when the key is not there.</summary>
    public IReadOnlyList<YamlValue> Items(string key)
    {
        switch (Find(key))
        {
            case null: return [];
            case YamlList list: return list.Items;
            case var other:
                Problems.Error(other.At, $"'{key}' of {what} is a list (each item begins with '- '); this is {other.Kind}.");
                return [];
        }
    }

    private static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
