using FcCreds.Core.Sessions;

namespace FcCreds.Fc.Invocation;

/// <summary>Values of <c>x-fc-function-type</c>.</summary>
internal enum InvocationKind
{
    Handle = 0,
    Initialize = 1,
    PreStop = 2,
}

/// <summary>One call on its way through an instance: what the runtime is told, and the slot for its one answer.</summary>
internal sealed class PendingInvocation : IDisposable
{
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<HandlerAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource abandoned = new();

    public required string RequestId { get; init; }

    public required InvocationKind Kind { get; init; }

    public required FunctionDeclaration Function { get; init; }

    public ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>The web request that it is, if it came through an HTTP trigger and the function is a web server.</summary>
    public HttpExchange? Http { get; init; }

    /// <summary>See <see cref="Core.Functions.InvocationRequest.HttpParams"/>.</summary>
    public string? HttpParams { get; init; }

    public required TimeSpan Limit { get; init; }

    public string Qualifier { get; init; } = "LATEST";

    /// <summary>For the context; null where the runtime has none or the function has no role.</summary>
    public SessionCredentials? Credentials { get; init; }

    /// <summary>Ends when the instance has fetched the call: from then on its time runs.</summary>
    public Task Taken => taken.Task;

    public Task<HandlerAnswer> Answer => answer.Task;

    /// <summary>Cancelled when nobody waits for the answer any more.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    public void MarkTaken() => taken.TrySetResult();

    /// <summary>The first answer counts.</summary>
    public bool TryAnswer(HandlerAnswer given) => answer.TrySetResult(given);

    public void Dispose()
    {
        abandoned.Cancel();
        abandoned.Dispose();
    }
}
