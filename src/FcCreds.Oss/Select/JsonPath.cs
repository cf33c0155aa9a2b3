using System.Text.Json;

namespace FcCreds.Oss.Select;

/// <summary>Follows paths through JSON.</summary>
internal static class JsonPath
{
    private const int MaxElements = 5000;

    /// <summary>The element at the end of a path without wildcards; null when there is none. Keys are matched by case.</summary>
    public static JsonElement? Find(JsonElement from, IReadOnlyList<PathStep> steps)
    {
        foreach (var step in steps)
        {
            if (Next(from, step) is not { } next) return null;
            from = next;
        }
        return from;
    }

    /// <summary>All elements that a path leads to.</summary>
    public static IEnumerable<JsonElement> Every(JsonElement from, IReadOnlyList<PathStep> steps) => Every(from, steps, 0);

    private static IEnumerable<JsonElement> Every(JsonElement from, IReadOnlyList<PathStep> steps, int at)
    {
        if (at == steps.Count) return [from];
        if (!steps[at].IsEvery) return Next(from, steps[at]) is { } next ? Every(next, steps, at + 1) : [];
        if (from.ValueKind == JsonValueKind.Array && from.GetArrayLength() > MaxElements) throw OssErrors.ExceedsMaxJsonArraySize.With();
        return from.ValueKind switch
        {
            JsonValueKind.Array => from.EnumerateArray().SelectMany(element => Every(element, steps, at + 1)),
            JsonValueKind.Object => from.EnumerateObject().SelectMany(property => Every(property.Value, steps, at + 1)),
            _ => [],
        };
    }

    private static JsonElement? Next(JsonElement from, PathStep step) => step.Name is { } name
        ? from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) ? member : null
        : from.ValueKind == JsonValueKind.Array && step.Index < from.GetArrayLength() ? from[step.Index] : null;
}
