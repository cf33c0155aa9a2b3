using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FcCreds.Core.Policy.Lint;

/// <summary>Where the values of a JSON text stand; lines and columns count from 1.</summary>
internal sealed partial class JsonPlaces
{
    private readonly Dictionary<string, (int Line, int Column)> places = new(StringComparer.Ordinal);
    private readonly byte[] text;
    private readonly List<int> lineStarts = [0];

    public JsonPlaces(string json)
    {
        text = Encoding.UTF8.GetBytes(json);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n') lineStarts.Add(at + 1);
        }
        try
        {
            var reader = new Utf8JsonReader(text);
            if (reader.Read()) Walk(ref reader, "");
        }
        catch (JsonException)
        {
            // The grammar tells it, with its own line.
        }
    }

    /// <summary>The nearest place there is: what is missing is told where its surroundings begin.</summary>
    public (int Line, int Column) Locate(string position)
    {
        if (LineOfGrammar().Match(position) is { Success: true } told)
            return (int.Parse(told.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), int.Parse(told.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        for (var path = position; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (places.TryGetValue(path, out var place)) return place;
        }
        return places.GetValueOrDefault("", (1, 1));
    }

    private void Walk(ref Utf8JsonReader reader, string path)
    {
        places.TryAdd(path, PlaceOf((int)reader.TokenStartIndex));
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                reader.Read();
                Walk(ref reader, path.Length == 0 ? name : $"{path}.{name}");
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var at = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++) Walk(ref reader, $"{path}[{at}]");
        }
    }

    private (int Line, int Column) PlaceOf(int offset)
    {
        var line = lineStarts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(text, lineStarts[line], offset - lineStarts[line]) + 1);
    }

    [GeneratedRegex(@"^line (\d+), byte (\d+)\z")]
    private static partial Regex LineOfGrammar();
}
