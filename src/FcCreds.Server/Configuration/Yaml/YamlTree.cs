namespace FcCreds.Server.Configuration.Yaml;

/// <summary>A piece of YAML that knows where it was written.</summary>
internal abstract record YamlValue(SourceLocation At)
{
    /// <summary>How a message calls it.</summary>
    public abstract string Kind { get; }
}

/// <summary>Text as written; what it means is for the reader of the key to say.</summary>
internal sealed record YamlText(SourceLocation At, string Value, bool IsPlain) : YamlValue(At)
{
    public override string Kind => IsNull ? "nothing" : "text";

    /// <summary>True for <c>key:</c>, <c>key: ~</c> and <c>key: null</c>.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null");
}

internal sealed record YamlList(SourceLocation At, IReadOnlyList<YamlValue> Items) : YamlValue(At)
{
    public override string Kind => "a list";
}

/// <summary>Entries in the order written, each key once.</summary>
internal sealed record YamlMap(SourceLocation At, IReadOnlyList<YamlEntry> Entries) : YamlValue(At)
{
    public override string Kind => "a mapping";
}

internal sealed record YamlEntry(YamlText Key, YamlValue Value);
