using System.Text.Json;

namespace FcCreds.Oss.Post;

/// <summary>One condition of a form's policy about one field.</summary>
/// <param name="Field">Lower-case, without the dollar.</param>
/// <param name="Text">As the policy has it, for the refusal.</param>
/// <param name="Holds">Of the field's value; a field that is not there is empty.</param>
internal sealed record PostCondition(string Field, string Text, Func<string, bool> Holds)
{
    public static PostCondition Equal(string field, string wanted)
        => new(field.ToLowerInvariant(), $"[\"eq\", \"${field}\", \"{wanted}\"]", value => value == Plain(wanted));

    /// <summary>Null for a kind of condition that there is not.</summary>
    public static PostCondition? Read(string kind, JsonElement name, JsonElement operand, string text)
    {
        if (name.ValueKind != JsonValueKind.String || name.GetString() is not ['$', _, ..] field) return null;
        Func<string, bool>? isMet = (kind, operand.ValueKind) switch
        {
            ("eq", JsonValueKind.String) when Plain(operand.GetString()!) is var wanted => value => value == wanted,
            ("starts-with", JsonValueKind.String) when Plain(operand.GetString()!) is var start => value => value.StartsWith(start, StringComparison.Ordinal),
            ("in", JsonValueKind.Array) when Listed(operand) is { } listed => listed.Contains,
            ("not-in", JsonValueKind.Array) when Listed(operand) is { } listed => value => !listed.Contains(value),
            _ => null,
        };
        return isMet is null ? null : new(field[1..].ToLowerInvariant(), text, isMet);
    }

    private static HashSet<string>? Listed(JsonElement list)
        => list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) ? [.. list.EnumerateArray().Select(one => Plain(one.GetString()!))] : null;

    /// <summary>A dollar that is meant as one is written <c>\$</c>.</summary>
    private static string Plain(string value) => value.Replace("\\$", "$", StringComparison.Ordinal);
}
