using System.Text.Json;

namespace FcCreds.Core.Policy;

/// <summary>A place in a policy's JSON that knows where it stands and collects what is wrong there.</summary>
internal sealed class PolicyElement(string position, JsonElement json, List<PolicyMistake> mistakes, string name = "")
{
    public string Name { get; } = name;

    public bool IsObject => json.ValueKind == JsonValueKind.Object;

    public bool IsArray => json.ValueKind == JsonValueKind.Array;

    public bool IsEmptyArray => IsArray && json.GetArrayLength() == 0;

    /// <summary>The value of a string, null for anything else.</summary>
    public string? Text => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    /// <summary>Strings, numbers and truth values as text; condition values may be any of them.</summary>
    public string? Scalar => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public bool Is(string wanted) => Name == wanted;

    public bool Has(string member) => json.TryGetProperty(member, out _);

    public void Wrong(string message) => mistakes.Add(new(position, message));

    /// <summary>The members of an object; one that is there twice is a mistake, because readers disagree on which counts.</summary>
    public IEnumerable<PolicyElement> Members()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var child = new PolicyElement(position.Length == 0 ? member.Name : $"{position}.{member.Name}", member.Value, mistakes, member.Name);
            if (seen.Add(member.Name)) yield return child;
            else child.Wrong("stands here twice");
        }
    }

    /// <summary>The items of an array, counted from 1 as people count statements.</summary>
    public IEnumerable<PolicyElement> Items()
    {
        var at = 0;
        foreach (var item in json.EnumerateArray()) yield return new($"{position}[{++at}]", item, mistakes, Name);
    }

    /// <summary>One value or an array of values.</summary>
    public IEnumerable<PolicyElement> OneOrMany() => IsArray ? Items() : [this];

    /// <summary>The strings of a value that is a string or a non-empty array of strings.</summary>
    public IEnumerable<(PolicyElement At, string Text)> Strings()
    {
        if (IsEmptyArray) Wrong("the list is empty");
        foreach (var item in OneOrMany())
        {
            if (item.Text is { Length: > 0 } text) yield return (item, text);
            else item.Wrong("a non-empty string is wanted here");
        }
    }
}
