using FcCreds.Core.Http;
using FcCreds.Core.Time;
using FcCreds.Fc.Instances;
using FcCreds.Fc.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Fc.RuntimeApi;

/// <summary>
/// Where instances fetch their calls and bring the answers: FC's open runtime API under a capability per instance. A capability that no
/// living instance has is 404; a request id that is not the instance's own call is 403.
/// </summary>
internal sealed class RuntimeApiEndpoint(InstanceDirectory instances, Clocks clocks)
{
    public const string PathPrefix = "/_fccreds/runtime/";

    private const string Version = "2020-11-11";

    public Task ServeAsync(HttpContext http, WireRequest request)
    {
        var parts = request.RawPath.StartsWith(PathPrefix, StringComparison.Ordinal) ? request.RawPath[PathPrefix.Length..].Split('/') : [];
        if (parts.Length < 2 || instances.Find(parts[0]) is not { RuntimeApi: { } queue } instance) return Answer(http, StatusCodes.Status404NotFound);
        return (request.Method, parts[1..]) switch
        {
            ("GET", [Version, "runtime", "invocation", "next"]) => NextAsync(http, instance, queue),
            ("POST", [Version, "runtime", "invocation", var id, "response"]) => TakeAsync(http, queue, id, AnswerKind.Returned),
            ("POST", [Version, "runtime", "invocation", var id, "error"]) => TakeAsync(http, queue, id, AnswerKind.Failed),
            ("POST", [Version, "runtime", "init", "error"]) => TakeAsync(http, queue, queue.Current?.RequestId ?? "", AnswerKind.Failed),
            _ => Answer(http, StatusCodes.Status404NotFound),
        };
    }

    private async Task NextAsync(HttpContext http, FunctionInstance instance, InvocationQueue queue)
    {
        try
        {
            if (await instance.NextAsync(queue, http.RequestAborted) is not { } call)
            {
                await Answer(http, StatusCodes.Status410Gone);
                return;
            }
            InvocationHeaders.Write(http.Response.Headers, call, clocks.Wire.GetUtcNow());
            http.Response.ContentType = "application/octet-stream";
            http.Response.ContentLength = call.Event.Length;
            await http.Response.Body.WriteAsync(call.Event, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The instance went away while it waited.
        }
    }

    private static async Task TakeAsync(HttpContext http, InvocationQueue queue, string requestId, AnswerKind kind)
    {
        if (queue.Current is not { } call || call.RequestId != requestId)
        {
            await Answer(http, StatusCodes.Status403Forbidden);
            return;
        }
        // Ours alone: how the cloud's own bootstrap tells callback(err) from a throw is not known.
        if (kind == AnswerKind.Failed && http.Request.Headers["x-fc-error-type"] == InvocationFailure.HandledInvocationError) kind = AnswerKind.HandledFailure;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        try
        {
            var answer = await AnswerBody.ReadAsync(http.Request.Body, http.Request.ContentLength ?? 0, kind, http.RequestAborted);
            call.TryAnswer(http.Request.Headers[InvocationHeaders.HttpParams] is [{ Length: > 0 } httpParams] ? answer with { HttpParams = httpParams } : answer);
            await Answer(http, StatusCodes.Status200OK);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It died while it was answering: its end answers the call.
        }
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
