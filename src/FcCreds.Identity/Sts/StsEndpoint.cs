using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Sts;

/// <summary>STS and RAM over HTTP: parse, find the operation, authenticate, run, render. The only catch is here.</summary>
internal sealed partial class StsEndpoint(StsContext context, ILogger<StsEndpoint> log)
{
    private readonly StsAuthenticator authenticator = new(context.Callers, new(context.Clocks.Monotonic));

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        var (started, arrivedAfter) = (context.Clocks.Monotonic.GetTimestamp(), context.Journal.LastSequence);
        wire = wire with { Query = RequestParameters.Query(http) };
        var request = new StsRequest(wire, context.Ids.StsRequestId());
        var call = new StsCall { Operation = request.Action ?? "unknown" };
        var status = StatusCodes.Status200OK;
        string? code = null;
        StsReply reply;
        try
        {
            if (wire.Method is not ("GET" or "POST")) throw StsErrors.UnsupportedMethod.With();
            var body = await RequestParameters.ReadBodyAsync(http.Request, http.RequestAborted);
            request = new(wire with { Form = RequestParameters.Fields(wire.Header("Content-Type"), body) }, request.RequestId);
            reply = Answer(request, body, call);
        }
        catch (Exception failure) when (failure is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            if (failure is not ServiceException refused)
            {
                Log.Failed(log, failure, request.RequestId, call.Operation);
                refused = StsErrors.InternalError.With();
            }
            (status, code, reply) = (refused.Error.Status, refused.Error.Code, StsRefusal.Of(refused, request));
        }

        // Told before the answer is out: whoever has the answer finds it in the journal.
        var took = context.Clocks.Monotonic.GetElapsedTime(started);
        context.Journal.Append(call.Told(request, status, code, took) with { ArrivedAfter = arrivedAfter });
        Log.Served(log, call.Operation, call.Principal, status, code ?? "OK", took.TotalMilliseconds);
        await WriteAsync(http, request, status, reply);
    }

    private StsReply Answer(StsRequest request, byte[] body, StsCall call)
    {
        request.RequireUnambiguous();
        var operation = StsApi.Find(request);
        call.Operation = operation.Action;
        if (operation.Run is not { } run) throw StsErrors.NotImplemented.Saying($"The operation {operation.Action} ({operation.Version}) is not implemented.");
        call.Caller = authenticator.Authenticate(request, body, call);
        return run(request, call.Caller, context, call);
    }

    private static async Task WriteAsync(HttpContext http, StsRequest request, int status, StsReply reply)
    {
        var (contentType, body) = reply.Render(request.WantsJson);
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        http.Response.Headers["x-acs-request-id"] = request.RequestId;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "sts {Operation} by {Principal}: {Status} {Code} in {Milliseconds:F1} ms")]
        public static partial void Served(ILogger log, string operation, string principal, int status, string code, double milliseconds);

        [LoggerMessage(LogLevel.Error, "sts {Operation} failed, request {RequestId}")]
        public static partial void Failed(ILogger log, Exception failure, string requestId, string operation);
    }
}
