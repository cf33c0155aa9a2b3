namespace FcCreds.Fc.Triggers;

/// <summary>What calls a function, in the terms of the FC 3.0 API (Trigger) and of <c>s.yaml</c>.</summary>
internal sealed record TriggerDeclaration
{
    public required string TriggerName { get; init; }

    /// <summary><c>http</c>, <c>oss</c>, <c>timer</c> …</summary>
    public required string TriggerType { get; init; }

    public string Description { get; init; } = "";

    public string Qualifier { get; init; } = "LATEST";

    public string? SourceArn { get; init; }

    public string? InvocationRole { get; init; }

    /// <summary>The kind's own settings, as JSON.</summary>
    public string TriggerConfig { get; init; } = "{}";

    /// <summary>UUID of what the API made; null for what a configuration declares.</summary>
    public string? TriggerId { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? LastModifiedTime { get; init; }
}
