using System.Text.Json;

namespace FcCreds.Fc.Triggers;

/// <summary>
/// An object of JSON settings whose keys are known: reads them by type and collects everything that does not fit. The case of keys
/// does not matter, as it does not to the cloud: <c>JWKS</c> and <c>jwks</c> are both written there.
/// </summary>
internal sealed class SettingsSection
{
    private readonly JsonElement value;
    private readonly string path;
    private readonly string what;
    private readonly List<SettingsProblem> problems;

    private SettingsSection(JsonElement value, string path, string what, List<SettingsProblem> problems)
        => (this.value, this.path, this.what, this.problems) = (value, path, what, problems);

    public List<SettingsProblem> Problems => problems;

    /// <summary>Null, and a problem told, when the value is no object. <paramref name="what"/> reads like <c>a token</c>.</summary>
    public static SettingsSection? Open(JsonElement value, string path, string what, IReadOnlyList<string> keys, List<SettingsProblem> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(path, $"{Capital(what)} has the keys {string.Join(", ", keys)}; this is {KindOf(value)}."));
            return null;
        }
        foreach (var property in value.EnumerateObject())
        {
            if (!keys.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                problems.Add(new(Join(path, property.Name), $"{Capital(what)} has no key '{property.Name}'; it has {string.Join(", ", keys)}."));
        }
        return new(value, path, what, problems);
    }

    /// <summary>Parses settings; null, and a problem told, when they are no JSON object.</summary>
    public static SettingsSection? Parse(string json, string what, IReadOnlyList<string> keys, List<SettingsProblem> problems, string path = "")
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Open(document.RootElement.Clone(), path, what, keys, problems);
        }
        catch (JsonException broken)
        {
            problems.Add(new(path, $"{Capital(what)} is no JSON: {broken.Message}"));
            return null;
        }
    }

    public void Problem(string key, string message) => problems.Add(new(PathOf(key), message));

    /// <summary>The path of a key as it is written, or the section's own when it is not there.</summary>
    public string PathOf(string key) => Property(key) is { } found ? Join(path, found.Name) : path;

    /// <summary>Null when the key is not there or null.</summary>
    public JsonElement? Find(string key) => Property(key) is { Value.ValueKind: not JsonValueKind.Null } found ? found.Value : null;

    public string? Text(string key)
    {
        if (Find(key) is not { } found) return null;
        if (found.ValueKind == JsonValueKind.String) return found.GetString();
        Problem(key, $"'{key}' of {what} is text; this is {KindOf(found)}.");
        return null;
    }

    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (!string.IsNullOrEmpty(text)) return text;
        if (Find(key) is null or { ValueKind: JsonValueKind.String }) Problem(key, $"{Capital(what)} needs '{key}'.");
        return null;
    }

    /// <summary>One of a few words; null when the key is not there or says something else.</summary>
    public string? OneOf(string key, IReadOnlyList<string> words)
    {
        if (Text(key) is not { } text) return null;
        if (words.Contains(text)) return text;
        Problem(key, $"'{key}' of {what} is one of {string.Join(", ", words)}; this is '{text}'.");
        return null;
    }

    public bool Flag(string key, bool otherwise = false)
    {
        switch (Find(key))
        {
            case null: return otherwise;
            case { ValueKind: JsonValueKind.True }: return true;
            case { ValueKind: JsonValueKind.False }: return false;
            default:
                Problem(key, $"'{key}' of {what} is true or false.");
                return otherwise;
        }
    }

    public int? Integer(string key, int from, int to)
    {
        if (Find(key) is not { } found) return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number >= from && number <= to) return number;
        Problem(key, $"'{key}' of {what} is a whole number from {from} to {to}.");
        return null;
    }

    /// <summary>The items of a list with their paths; empty when the key is not there.</summary>
    public IReadOnlyList<(JsonElement Value, string Path)> Items(string key)
    {
        if (Find(key) is not { } found) return [];
        if (found.ValueKind == JsonValueKind.Array) return [.. found.EnumerateArray().Select((item, at) => (item, $"{PathOf(key)}[{at + 1}]"))];
        Problem(key, $"'{key}' of {what} is a list; this is {KindOf(found)}.");
        return [];
    }

    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (var (item, at) in Items(key))
        {
            if (item.ValueKind == JsonValueKind.String) texts.Add(item.GetString()!);
            else problems.Add(new(at, $"'{key}' of {what} is a list of texts; this is {KindOf(item)}."));
        }
        return texts;
    }

    /// <summary>An object within; also one that is written as a text of JSON, which is how the API carries some.</summary>
    public SettingsSection? Inner(string key, string what, IReadOnlyList<string> keys) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Parse(text.GetString()!, what, keys, problems, PathOf(key)),
        { } found => Open(found, PathOf(key), what, keys, problems),
    };

    private JsonProperty? Property(string key)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) return property;
        }
        return null;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };

    private static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
