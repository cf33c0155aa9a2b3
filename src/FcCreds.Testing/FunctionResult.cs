namespace FcCreds.Testing;

/// <summary>How an invocation ended.</summary>
public sealed record FunctionResult
{
    public required string RequestId { get; init; }

    /// <summary>What the handler returned, or its error as JSON.</summary>
    public required string Result { get; init; }

    /// <summary>Such as <c>UnhandledInvocationError</c>; null when the handler returned.</summary>
    public string? FunctionError { get; init; }

    public required string Logs { get; init; }

    /// <summary>An instance was started for it: nothing that an earlier call kept was there.</summary>
    public required bool IsColdStart { get; init; }
}
