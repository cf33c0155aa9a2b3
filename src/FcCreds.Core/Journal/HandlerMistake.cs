namespace FcCreds.Core.Journal;

/// <summary>A classic mistake of a handler with its credentials, seen while it still goes unnoticed or just after it broke something.</summary>
internal sealed record HandlerMistake : JournalEvent
{
    public const string StaleCredentials = "stale-credentials";
    public const string MissingToken = "missing-token";
    public const string InternalEndpoint = "internal-endpoint";
    public const string WrongVariable = "wrong-variable";
    public const string NoContextCredentials = "no-context-credentials";
    public const string MissingImport = "missing-import";
    public const string RoleNotAssumable = "role-not-assumable";
    public const string LongTermKey = "long-term-key";

    /// <summary>Which mistake, such as <see cref="StaleCredentials"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>What was seen, one sentence or two.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Advice { get; init; }
}
