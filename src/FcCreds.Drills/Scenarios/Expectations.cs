namespace FcCreds.Drills.Scenarios;

/// <summary>What the drill wants to see; null is not asked. Each is judged from the journal, <see cref="Success"/> and <see cref="Recover"/> from the answers to the load.</summary>
internal sealed record Expectations
{
    /// <summary>Share of the load's requests that were answered well, in percent.</summary>
    public Threshold? Success { get; init; }

    /// <summary>How often each error code may or must be seen at the services.</summary>
    public IReadOnlyDictionary<string, Threshold> Codes { get; init; } = new Dictionary<string, Threshold>();

    /// <summary>How often each operation may or must be called, such as <c>AbortMultipartUpload</c>.</summary>
    public IReadOnlyDictionary<string, Threshold> Operations { get; init; } = new Dictionary<string, Threshold>();

    /// <summary>Seconds from the first failed request to the first good one after the last failed one.</summary>
    public Threshold? Recover { get; init; }

    /// <summary>Requests signed with a session that had ended, or with an earlier invocation's.</summary>
    public Threshold? StaleUses { get; init; }

    /// <summary>Calls of AssumeRole, AssumeRoleWithOIDC and AssumeRoleWithSAML, refused ones too.</summary>
    public Threshold? AssumeRole { get; init; }

    /// <summary>Fetches from the credentials URI or the metadata service.</summary>
    public Threshold? Fetches { get; init; }

    /// <summary>What was ended or taken away is refused when it is tried once more.</summary>
    public bool? OldCredentialRefused { get; init; }

    /// <summary>The least policy for what was refused is in the report.</summary>
    public bool? SuggestsPolicy { get; init; }
}

internal enum Comparison { AtMost, AtLeast, Exactly, Less, More }

/// <summary><c>&lt;= 8</c>, <c>&gt;= 99%</c>, <c>0</c>, <c>&lt;= 5s</c>.</summary>
internal readonly record struct Threshold(Comparison Comparison, double Value, string Written)
{
    public bool Holds(double got) => Comparison switch
    {
        Comparison.AtMost => got <= Value,
        Comparison.AtLeast => got >= Value,
        Comparison.Less => got < Value,
        Comparison.More => got > Value,
        _ => got == Value,
    };

    public override string ToString() => Written;
}
