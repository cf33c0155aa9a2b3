using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FcCreds.Server.Configuration.Export;

/// <summary>Builds YAML as a person would write it: plain where that is unmistakable, quoted where it is not.</summary>
internal static partial class YamlWriter
{
    /// <summary>Entries without a value, and empty lists, are left out.</summary>
    public static YamlMappingNode Map(params IEnumerable<(string Key, YamlNode? Value)> entries)
    {
        var map = new YamlMappingNode();
        foreach (var (key, value) in entries)
        {
            if (value is null or YamlSequenceNode { Children.Count: 0 }) continue;
            map.Add(Text(key), value);
        }
        return map;
    }

    public static YamlSequenceNode List(IEnumerable<YamlNode> items) => new(items);

    public static YamlScalarNode Text(string text) => new(text)
    {
        Style = Plain().IsMatch(text) && !Word().IsMatch(text) ? YamlDotNet.Core.ScalarStyle.Plain : YamlDotNet.Core.ScalarStyle.DoubleQuoted,
    };

    public static YamlScalarNode? TextOrNone(string text) => text.Length == 0 ? null : Text(text);

    public static YamlScalarNode Number(int number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A policy is JSON; as YAML it is easier to read and to change.</summary>
    public static YamlNode Policy(string json) => Of(JsonNode.Parse(json));

    public static string Write(YamlNode root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        // It ends the document with a line of dots.
        var yaml = text.ToString();
        return yaml.EndsWith("...\n", StringComparison.Ordinal) ? yaml[..^4] : yaml;
    }

    private static YamlNode Of(JsonNode? json) => json switch
    {
        JsonObject map => Map(map.Select(entry => (entry.Key, (YamlNode?)Of(entry.Value)))),
        JsonArray { Count: 0 } => new YamlSequenceNode { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        JsonArray list => List(list.Select(Of)),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        null => Text(""),
        _ => Text(json.ToJsonString()),
    };

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_./@-]*(:[A-Za-z0-9_./@-]+)*\z")]
    private static partial Regex Plain();

    /// <summary>What some reader of YAML takes for something else than text.</summary>
    [GeneratedRegex(@"\A(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
