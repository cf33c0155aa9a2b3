using FcCreds.Core.Journal;

namespace FcCreds.Fc.Async;

/// <summary>An invocation that somebody wants to be accepted.</summary>
internal sealed record AsyncOrder
{
    public required string FunctionName { get; init; }

    public string? AccountId { get; init; }

    public string Qualifier { get; init; } = CataloguedFunction.Latest;

    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Null for a new one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null for the request id.</summary>
    public string? TaskId { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>See <see cref="InvocationStarted.CausedBy"/>.</summary>
    public string? CausedBy { get; init; }

    public string? TraceParent { get; init; }
}
