using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Rpc;

/// <summary>STS, RAM and IMS over HTTP: parse, find the operation, authenticate, run, render. The only catch is here.</summary>
internal sealed partial class RpcEndpoint(RpcContext context, ILogger<RpcEndpoint> log)
{
    private readonly RpcAuthenticator authenticator = new(context.Callers, new(context.Clocks.Monotonic));

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        var (started, arrivedAfter) = (context.Clocks.Monotonic.GetTimestamp(), context.Journal.LastSequence);
        wire = wire with { Query = RequestParameters.Query(http) };
        var call = new RpcCall(new(wire, context.Ids.StsRequestId()));
        var status = StatusCodes.Status200OK;
        string? code = null;
        RpcReply reply;
        try
        {
            if (wire.Method is not ("GET" or "POST")) throw RpcErrors.UnsupportedMethod.With();
            var body = await RequestParameters.ReadBodyAsync(http.Request, http.RequestAborted);
            call.Request = new(wire with { Form = RequestParameters.Fields(wire.Header("Content-Type"), body) }, call.Request.RequestId);
            reply = await AnswerAsync(call, body, http, http.RequestAborted);
        }
        catch (Exception failure) when (failure is ServiceException || (failure is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested))
        {
            if (failure is not ServiceException refused)
            {
                Log.Failed(log, failure, call.Request.RequestId, call.Operation);
                refused = (failure is StoreUnavailableException ? RpcErrors.ServiceUnavailable : call.Service?.InternalError ?? RpcErrors.InternalError).With();
            }
            (status, code, reply) = (refused.Error.Status, refused.Error.Code, RpcRefusal.Of(refused, call, context.Diagnostics));
            foreach (var (name, value) in refused.Headers) http.Response.Headers[name] = value;
        }

        // Told before the answer is out: whoever has the answer finds it in the journal.
        var told = call.Told(status, code, context.Clocks.Monotonic.GetElapsedTime(started), context.Clocks.Life.GetUtcNow());
        context.Journal.Append(told with { ArrivedAfter = arrivedAfter, TraceParent = TraceParent.Of(wire) });
        Log.Served(log, told.Service, call.Operation, call.Principal, status, code ?? "OK", told.DurationMs);
        await WriteAsync(http, call, status, reply);
    }

    private async ValueTask<RpcReply> AnswerAsync(RpcCall call, byte[] body, HttpContext http, CancellationToken ct)
    {
        call.Request.RequireUnambiguous();
        call.Service = RpcApi.Find(call.Request);
        var operation = call.Service.Find(call.Request.Action!);
        call.Operation = operation.Action;
        if (operation.Run is not { } run) throw RpcErrors.NotImplemented.Saying($"The operation {operation.Action} ({call.Service.Version}) is not implemented.");
        if (!operation.IsAnonymous) call.Caller = authenticator.Authenticate(call, body);
        if (context.Faults is { IsSet: true } faults) await faults.StrikeAsync(call.Service.Name, operation.Action, call.Principal, call.Request.RequestId, http.Features.Get<IFaultyConnection>(), ct);
        if (operation.IsThrottled && context.Quota?.Take(call.Caller.AccountId) is { } wait) throw RpcErrors.Throttled(wait);
        return await run(call, context, ct);
    }

    private async Task WriteAsync(HttpContext http, RpcCall call, int status, RpcReply reply)
    {
        var (contentType, body) = reply.Render(call.Request.WantsJson(call.Service));
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (context.Clocks.Wire.Shift != TimeSpan.Zero) http.Response.Headers.Date = context.Clocks.Wire.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        http.Response.Headers["x-acs-request-id"] = call.Request.RequestId;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Service} {Operation} by {Principal}: {Status} {Code} in {Milliseconds:F1} ms")]
        public static partial void Served(ILogger log, string service, string operation, string principal, int status, string code, double milliseconds);

        [LoggerMessage(LogLevel.Error, "{Operation} failed, request {RequestId}")]
        public static partial void Failed(ILogger log, Exception failure, string requestId, string operation);
    }
}
