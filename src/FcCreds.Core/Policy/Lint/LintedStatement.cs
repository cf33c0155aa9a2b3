using System.Text.Json;

namespace FcCreds.Core.Policy.Lint;

/// <summary>A statement as it was written, beside what the grammar made of it.</summary>
internal sealed class LintedStatement(JsonElement json, PolicyStatement parsed)
{
    public PolicyStatement Parsed => parsed;

    public string Position => $"Statement[{parsed.Index}]";

    public bool IsAllow => parsed.Effect == PolicyEffect.Allow;

    public IReadOnlyList<LintedText> Actions => Texts(parsed.AllActionsBut ? "NotAction" : "Action");

    public IReadOnlyList<LintedText> Resources => Texts("Resource");

    public IEnumerable<LintedCondition> Conditions()
    {
        if (!json.TryGetProperty("Condition", out var operators) || operators.ValueKind != JsonValueKind.Object) yield break;
        foreach (var by in operators.EnumerateObject())
        {
            if (by.Value.ValueKind != JsonValueKind.Object || !ConditionOperator.All.TryGetValue(by.Name, out var known)) continue;
            foreach (var key in by.Value.EnumerateObject())
                yield return new(known, key.Name, $"{Position}.Condition.{by.Name}.{key.Name}", [.. Items(key.Value).Select(value => value.ToString())]);
        }
    }

    private LintedText[] Texts(string element)
    {
        if (!json.TryGetProperty(element, out var value)) return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, at) => (item, at)).Where(one => one.item.ValueKind == JsonValueKind.String).Select(one => new LintedText($"{Position}.{element}[{one.at + 1}]", one.item.GetString()!))]
            : value.ValueKind == JsonValueKind.String ? [new($"{Position}.{element}", value.GetString()!)] : [];
    }

    private static JsonElement[] Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}

/// <summary>An action or resource, and where it stands.</summary>
internal sealed record LintedText(string Position, string Text);

internal sealed record LintedCondition(ConditionOperator Operator, string Key, string Position, IReadOnlyList<string> Values);
