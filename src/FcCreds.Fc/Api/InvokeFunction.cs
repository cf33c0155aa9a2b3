using System.Globalization;
using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
using FcCreds.Fc.Async;
using FcCreds.Fc.Invocation;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.Api;

/// <summary>InvokeFunction. Synchronously, a function that fails still answers 200 and says so in <c>X-Fc-Error-Type</c>; asynchronously, 202 says that it will be called.</summary>
internal static class InvokeFunction
{
    public static async Task RunAsync(FcCall call)
    {
        var isAsync = AsyncHeaders.IsAsync(call.Request);
        var wantsLog = WantsLog(call.Request.Header("x-fc-log-type"));
        if (isAsync)
        {
            await AcceptAsync(call);
            return;
        }
        var result = await call.Context.Invoker.InvokeAsync(
            new()
            {
                FunctionName = call.FunctionName,
                AccountId = call.Caller.AccountId,
                Event = call.Body,
                RequestId = call.RequestId,
                Qualifier = call.QualifierOrLatest,
                TraceParent = TraceParent.Of(call.Request),
            },
            call.Aborted);
        WriteHeaders(call, result);
        if (wantsLog) call.Http.Response.Headers["X-Fc-Log-Result"] = InvocationLog.Tail(result.Log);
        await call.WriteAsync(result.StatusCode, result.FunctionError is null ? "application/octet-stream" : "application/json", result.Body);
    }

    private static void WriteHeaders(FcCall call, InvocationResult result)
    {
        var headers = call.Http.Response.Headers;
        headers["X-Fc-Instance-Id"] = result.InstanceId;
        headers["X-Fc-Invocation-Duration"] = result.Duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        headers["X-Fc-Max-Memory-Usage"] = result.MaxMemoryMb.ToString("0.00", CultureInfo.InvariantCulture);
        headers["X-Fc-Invocation-Code-Version"] = result.VersionId;
        if (result.FunctionError is { } error) headers["X-Fc-Error-Type"] = error;
    }

    private static async Task AcceptAsync(FcCall call)
    {
        var accepted = await call.Context.Async.AcceptAsync(
            new()
            {
                FunctionName = call.FunctionName,
                AccountId = call.Caller.AccountId,
                Qualifier = call.QualifierOrLatest,
                Event = call.Body,
                RequestId = call.RequestId,
                TaskId = AsyncHeaders.TaskId(call.Request),
                Delay = AsyncHeaders.Delay(call.Request),
                TraceParent = TraceParent.Of(call.Request),
            },
            call.Aborted);
        if (accepted.TaskId is { } id) call.Http.Response.Headers["X-Fc-Async-Task-Id"] = id;
        call.Http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static bool WantsLog(string? type) => type switch
    {
        null or "" or "None" => false,
        "Tail" => true,
        _ => throw FcErrors.InvalidArgument.Saying($"log type '{type}' is invalid, it must be None or Tail"),
    };
}
