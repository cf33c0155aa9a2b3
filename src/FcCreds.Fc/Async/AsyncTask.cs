namespace FcCreds.Fc.Async;

/// <summary>What is kept of an async invocation of a function whose <c>asyncTask</c> is on (AsyncTask of the FC 3.0 API); times are milliseconds since 1970.</summary>
internal sealed record AsyncTask
{
    public required string TaskId { get; init; }

    public required string FunctionArn { get; init; }

    public required string Qualifier { get; init; }

    public required string RequestId { get; init; }

    /// <summary>One of <see cref="AsyncTaskStatus"/>.</summary>
    public required string Status { get; init; }

    public required long StartedTime { get; init; }

    public long? EndTime { get; init; }

    public long? DurationMs { get; init; }

    public int AlreadyRetriedTimes { get; init; }

    public string? InstanceId { get; init; }

    public string? TaskPayload { get; init; }

    public string? ReturnPayload { get; init; }

    public string? TaskErrorMessage { get; init; }

    public IReadOnlyList<AsyncTaskEvent> Events { get; init; } = [];

    /// <summary>In another state, with the event of that.</summary>
    public AsyncTask In(string status, DateTimeOffset at, string? detail = null) => this with
    {
        Status = status,
        Events = [.. Events, new(Events.Count + 1, status, at.ToUnixTimeMilliseconds(), detail)],
    };
}

internal sealed record AsyncTaskEvent(long EventId, string Status, long Timestamp, string? EventDetail);

/// <summary>States of a task, as the pages list them.</summary>
internal static class AsyncTaskStatus
{
    public const string Enqueued = "Enqueued";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
    public const string Stopping = "Stopping";
    public const string Stopped = "Stopped";
    public const string Expired = "Expired";
    public const string Retrying = "Retrying";

    public static bool IsOver(string status) => status is Succeeded or Failed or Stopped or Expired;
}
