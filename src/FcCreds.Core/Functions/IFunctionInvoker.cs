namespace FcCreds.Core.Functions;

/// <summary>Calls a function once and waits for its answer, whoever asks: the invoke API, a trigger, a drill.</summary>
internal interface IFunctionInvoker
{
    Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken ct);
}

internal sealed record InvocationRequest
{
    public required string FunctionName { get; init; }

    /// <summary>Account that the function must be of; null for any.</summary>
    public string? AccountId { get; init; }

    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary><c>1-xxxxxxxx-xxxxxxxx-xxxxxxxxxxxx</c>.</summary>
    public required string RequestId { get; init; }

    public string Qualifier { get; init; } = "LATEST";

    /// <summary>The event is an HTTP request, which was measured before it grew by being written as JSON.</summary>
    public bool IsHttp { get; init; }

    /// <summary>For FC 2.0's HTTP handlers: what <c>x-fc-http-params</c> tells of the request, whose body is the event.</summary>
    public string? HttpParams { get; init; }

    /// <summary>See <see cref="Journal.InvocationStarted.CausedBy"/>.</summary>
    public string? CausedBy { get; init; }

    /// <summary>W3C <c>traceparent</c> of whoever asked for it.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>What a sync invocation answers.</summary>
internal sealed record InvocationResult
{
    public required string RequestId { get; init; }

    /// <summary>The handler's bytes, or the error JSON.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the invoke API answers: 200 for whatever user code did; 502 for a result over the limit.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>X-Fc-Error-Type: null when the handler returned.</summary>
    public string? FunctionError { get; init; }

    /// <summary>The invocation's whole log, platform lines included.</summary>
    public required string Log { get; init; }

    public required TimeSpan Duration { get; init; }

    public required double MaxMemoryMb { get; init; }

    public required string InstanceId { get; init; }

    /// <summary>What an FC 2.0 HTTP handler told of its answer; null for any other result.</summary>
    public string? HttpParams { get; init; }

    /// <summary>Number of the version that ran, or <c>LATEST</c>.</summary>
    public string VersionId { get; init; } = "LATEST";
}
