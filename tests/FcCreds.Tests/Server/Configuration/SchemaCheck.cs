using System.Text.Json;
using System.Text.RegularExpressions;

namespace FcCreds.Tests.Server.Configuration;

/// <summary>Checks JSON against the part of JSON Schema that our schema uses.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public IReadOnlyList<string> Misfits(JsonElement value) => [.. Misfits(value, root, "$")];

    private IEnumerable<string> Misfits(JsonElement value, JsonElement schema, string at)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var misfits = keyword.Name switch
            {
                "$ref" => Misfits(value, Definition(keyword.Value.GetString()!), at),
                "type" => Says(Types(keyword.Value).Any(type => IsOf(value, type)), $"{at} is no {keyword.Value}"),
                "enum" => Says(keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"{at} is none of {keyword.Value}"),
                "pattern" => Says(Regex.IsMatch(value.ToString(), keyword.Value.GetString()!), $"{at} does not match {keyword.Value}"),
                "minimum" => Says(value.GetInt32() >= keyword.Value.GetInt32(), $"{at} is too small"),
                "maximum" => Says(value.GetInt32() <= keyword.Value.GetInt32(), $"{at} is too large"),
                "multipleOf" => Says(value.GetInt32() % keyword.Value.GetInt32() == 0, $"{at} is no multiple"),
                "minLength" => Says(value.GetString()!.Length >= keyword.Value.GetInt32(), $"{at} is too short"),
                "minItems" => Says(value.GetArrayLength() >= keyword.Value.GetInt32(), $"{at} has too few items"),
                "maxItems" => Says(value.GetArrayLength() <= keyword.Value.GetInt32(), $"{at} has too many items"),
                "required" => keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} needs {name}"),
                "properties" => Properties(value).Where(property => keyword.Value.TryGetProperty(property.Name, out _))
                    .SelectMany(property => Misfits(property.Value, keyword.Value.GetProperty(property.Name), $"{at}.{property.Name}")),
                "additionalProperties" => Properties(value).Where(property => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(property.Name, out _))
                    .SelectMany(property => keyword.Value.ValueKind == JsonValueKind.False ? [$"{at}.{property.Name} is unknown"] : Misfits(property.Value, keyword.Value, $"{at}.{property.Name}")),
                "propertyNames" => Properties(value).Where(property => !Regex.IsMatch(property.Name, keyword.Value.GetProperty("pattern").GetString()!)).Select(property => $"{at}.{property.Name} is no name"),
                "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((item, i) => Misfits(item, keyword.Value, $"{at}[{i}]")) : [],
                "anyOf" => Says(keyword.Value.EnumerateArray().Any(choice => !Misfits(value, choice, at).Any()), $"{at} fits no choice: {string.Join("; ", keyword.Value.EnumerateArray().SelectMany(choice => Misfits(value, choice, at)))}"),
                "$schema" or "$defs" or "title" or "description" => [],
                _ => throw new NotSupportedException(keyword.Name),
            };
            foreach (var misfit in misfits) yield return misfit;
        }
    }

    private JsonElement Definition(string reference) => root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static IEnumerable<string> Says(bool fits, string misfit) => fits ? [] : [misfit];

    private static JsonElement.ObjectEnumerator Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };
}
