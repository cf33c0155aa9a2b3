using System.Globalization;
using FcCreds.Core.Functions;
using FcCreds.Fc.Invocation;

namespace FcCreds.Fc.Api;

/// <summary>InvokeFunction, synchronously. A function that fails still answers 200 and says so in <c>X-Fc-Error-Type</c>.</summary>
internal static class InvokeFunction
{
    public static async Task RunAsync(FcCall call)
    {
        RequireSync(call.Request.Header("x-fc-invocation-type"));
        var wantsLog = WantsLog(call.Request.Header("x-fc-log-type"));
        var result = await call.Context.Invoker.InvokeAsync(
            new()
            {
                FunctionName = call.FunctionName,
                AccountId = call.Caller.AccountId,
                Event = call.Body,
                RequestId = call.RequestId,
                Qualifier = call.Request.QueryValue("qualifier") is { Length: > 0 } qualifier ? qualifier : "LATEST",
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

    private static void RequireSync(string? type)
    {
        if (type is null or "" || type.Equals("Sync", StringComparison.OrdinalIgnoreCase)) return;
        throw type.Equals("Async", StringComparison.OrdinalIgnoreCase)
            ? FcErrors.NotImplemented.Saying("InvokeFunction with invocation type Async is not implemented by FcCreds.")
            : FcErrors.InvalidArgument.Saying($"invocation type '{type}' is invalid, it must be Sync or Async");
    }

    private static bool WantsLog(string? type) => type switch
    {
        null or "" or "None" => false,
        "Tail" => true,
        _ => throw FcErrors.InvalidArgument.Saying($"log type '{type}' is invalid, it must be None or Tail"),
    };
}
