using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FcCreds.Server.Configuration.Yaml;

/// <summary>
/// Turns YAML text into a tree with positions. YamlDotNet's own tree stops at the first duplicate key; this one keeps going so
/// that every mistake can be told at once.
/// </summary>
internal sealed class YamlSource
{
    private const int MaxDepth = 64;

    private readonly string file;
    private readonly Problems problems;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, YamlValue> anchors = [];

    private YamlSource(string file, string text, Problems problems)
    {
        this.file = file;
        this.problems = problems;
        parser = new(new StringReader(text));
    }

    /// <summary>The one document of a file; null when it is empty or not YAML, the latter being reported.</summary>
    public static YamlValue? Read(string file, string text, Problems problems)
    {
        var source = new YamlSource(file, text, problems);
        try
        {
            return source.Document();
        }
        catch (YamlException wrong)
        {
            problems.Error(source.At(wrong.Start), $"This is not valid YAML: {Sentence(wrong.Message)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16 forgets to say what is wrong when a flow list is left open: "[a" with "b: {" in the next line.
            problems.Error(source.At(source.parser.Current?.End ?? default), "This is not valid YAML: something that was opened here is not closed.");
            return null;
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private YamlValue? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return null;
        var root = Value(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            problems.Error(At(second.Start), "A second YAML document begins here; put everything into one document.");
        return root is YamlText { IsNull: true } ? null : root;
    }

    private YamlValue Value(int depth)
    {
        if (depth > MaxDepth) throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {MaxDepth} levels");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value, out var anchored)
                ? anchored
                : throw new YamlException(alias.Start, alias.End, $"no anchor '&{alias.Value}' was finished before this alias");
        }

        var anchor = ((NodeEvent)parser.Current!).Anchor;
        YamlValue value = parser.Current switch
        {
            Scalar => Text(),
            SequenceStart => List(depth),
            _ => Map(depth),
        };
        if (!anchor.IsEmpty) anchors[anchor] = value;
        return value;
    }

    private YamlText Text()
    {
        var scalar = parser.Consume<Scalar>();
        return new(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlList List(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        List<YamlValue> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
        return new(At(start.Start), items);
    }

    private YamlMap Map(int depth)
    {
        var start = parser.Consume<MappingStart>();
        List<YamlEntry> entries = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is not YamlText name) problems.Error(key.At, "A key must be plain text.");
            else if (entries.Exists(entry => entry.Key.Value == name.Value)) problems.Error(name.At, $"The key '{name.Value}' is written twice in this mapping.");
            else entries.Add(new(name, value));
        }
        return new(At(start.Start), entries);
    }

    private SourceLocation At(in Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
