using FcCreds.Core.Sessions;

namespace FcCreds.Fc.Invocation;

/// <summary>Values of <c>x-fc-function-type</c>.</summary>
internal enum InvocationKind
{
    Handle = 0,
    Initialize = 1,
}

/// <summary>One call on its way through an instance: what the bootstrap is told, and the slot for its one answer.</summary>
internal sealed class PendingInvocation
{
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HandlerAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string RequestId { get; init; }

    public required InvocationKind Kind { get; init; }

    public required FunctionDeclaration Function { get; init; }

    public required ReadOnlyMemory<byte> Event { get; init; }

    public required TimeSpan Limit { get; init; }

    public string Qualifier { get; init; } = "LATEST";

    /// <summary>For the context; null where the runtime has none or the function has no role.</summary>
    public SessionCredentials? Credentials { get; init; }

    /// <summary>Ends when the instance has fetched the call: from then on its time runs.</summary>
    public Task Taken => taken.Task;

    public Task<HandlerAnswer> Answer => answer.Task;

    public void MarkTaken() => taken.TrySetResult();

    /// <summary>The first answer counts.</summary>
    public bool TryAnswer(HandlerAnswer given) => answer.TrySetResult(given);
}
