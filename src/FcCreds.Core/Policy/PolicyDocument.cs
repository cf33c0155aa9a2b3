namespace FcCreds.Core.Policy;

/// <summary>A parsed RAM, trust or bucket policy.</summary>
internal sealed class PolicyDocument
{
    private PolicyDocument(string json, PolicyKind kind, PolicyStatement[] statements)
        => (Json, Kind, Statements) = (json, kind, statements);

    /// <summary>The text as it was given; what GetPolicy and GetRole answer.</summary>
    public string Json { get; }

    public PolicyKind Kind { get; }

    public PolicyStatement[] Statements { get; }

    /// <summary>Whether a condition of any statement is about a key that starts so.</summary>
    public bool AsksFor(string keyPrefix)
    {
        foreach (var statement in Statements)
        {
            foreach (var test in statement.Conditions)
            {
                if (test.Key.StartsWith(keyPrefix, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }
        return false;
    }

    /// <summary>Reads a document strictly. Never throws; all mistakes are reported together.</summary>
    public static PolicyParse Parse(string json, PolicyKind kind)
    {
        var (statements, mistakes) = PolicyGrammar.Read(json, kind);
        return mistakes.Count > 0 ? new(null, mistakes) : new(new(json, kind, statements), []);
    }

    /// <summary>The document with some of its statements only; they keep their numbers. Null when none is left.</summary>
    public PolicyDocument? Only(Func<PolicyStatement, bool> wanted)
    {
        var kept = Array.FindAll(Statements, statement => wanted(statement));
        return kept.Length == 0 ? null : new(Json, Kind, kept);
    }

    /// <summary>For documents that are part of the program.</summary>
    public static PolicyDocument Known(string json, PolicyKind kind = PolicyKind.Identity)
    {
        var parse = Parse(json, kind);
        return parse.Document ?? throw new FormatException(parse.ToString());
    }
}
