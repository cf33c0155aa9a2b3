using System.Text;
using System.Text.Json;
using FcCreds.Core.Functions;

namespace FcCreds.Fc.Async;

/// <summary>What a destination hears of an invocation's end (page "Result callback").</summary>
internal sealed record DestinationEvent(long Timestamp, DestinationRequestContext RequestContext, string RequestPayload, DestinationResponseContext ResponseContext, string ResponsePayload)
{
    public static byte[] Of(AsyncInvocation invocation, string functionArn, AsyncEnd end, DateTimeOffset now)
        => JsonSerializer.SerializeToUtf8Bytes(
            new(
                now.ToUnixTimeMilliseconds(),
                new(invocation.RequestId, functionArn, end.Condition, invocation.Failures + invocation.Throttled + 1),
                Encoding.UTF8.GetString(invocation.Event),
                new(end.Result?.StatusCode ?? end.Status, end.Result?.FunctionError ?? ""),
                end.Result is { } result ? Encoding.UTF8.GetString(result.Body.Span) : end.Message),
            AsyncJson.Default.DestinationEvent);
}

internal sealed record DestinationRequestContext(string RequestId, string FunctionArn, string Condition, int ApproximateInvokeCount);

internal sealed record DestinationResponseContext(int StatusCode, string FunctionError);

/// <summary>How an async invocation ended for good.</summary>
/// <param name="TaskStatus">What its task is then.</param>
/// <param name="Condition">Empty for success; <c>UnhandledInvocationError</c>, <c>FunctionResourceExhausted</c> … otherwise.</param>
/// <param name="Message">For people and the task.</param>
/// <param name="Result">Of the last attempt, if it ran.</param>
/// <param name="Status">HTTP status where there is no result.</param>
internal sealed record AsyncEnd(string TaskStatus, string Condition, string Message, InvocationResult? Result = null, int Status = 200)
{
    public bool IsSuccess => TaskStatus == AsyncTaskStatus.Succeeded;
}
