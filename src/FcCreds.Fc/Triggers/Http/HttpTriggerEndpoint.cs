using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Async;
using FcCreds.Fc.Invocation;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers.Http.Access;
using FcCreds.Fc.Triggers.Http.Cors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>HTTP triggers: where to, whether the gate opens, the event, the handler, the answer; the only place that renders their errors and journals them.</summary>
internal sealed partial class HttpTriggerEndpoint(
    HttpDestinations destinations,
    TriggerGate gate,
    FunctionInvoker invoker,
    AsyncInvoker async,
    IdSource ids,
    IJournal journal,
    Clocks clocks,
    ILogger<HttpTriggerEndpoint> logger)
{
    public async Task ServeAsync(HttpContext http, WireRequest request)
    {
        var record = new HttpTriggerRecord(ids.FcRequestId(), request, journal.LastSequence);
        var began = clocks.Monotonic.GetTimestamp();
        http.Response.Headers["X-Fc-Request-Id"] = record.RequestId;
        // Told before it is sent: whoever has the answer finds it in the journal. A client that went away gets none, and is told of at the end.
        var told = false;
        http.Response.OnStarting(() =>
        {
            Tell();
            return Task.CompletedTask;
        });
        try
        {
            await ServeAsync(http, request, record);
        }
        catch (ServiceException refusal)
        {
            record.Code = refusal.Error.Code;
            await HttpAnswer.RefuseAsync(http, refusal.Error, refusal.Message, record.RequestId);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            record.Code = FcErrors.ClientClosedRequest.Code;
            http.Response.StatusCode = FcErrors.ClientClosedRequest.Status;
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, record.RequestId);
            record.Code = FcErrors.InternalServerError.Code;
            await HttpAnswer.RefuseAsync(http, FcErrors.InternalServerError, FcErrors.InternalServerError.Message, record.RequestId);
        }
        Tell();

        void Tell()
        {
            if (told) return;
            told = true;
            journal.Append(record.Event(http.Response.StatusCode, clocks.Monotonic.GetElapsedTime(began)));
        }
    }

    private async Task ServeAsync(HttpContext http, WireRequest request, HttpTriggerRecord record)
    {
        var target = RawTarget.Of(http);
        var destination = destinations.Find(request);
        record.Function = destination.Function.Declaration;
        CorsHeaders.WriteDefault(http.Response.Headers, request);
        HttpTriggerLimits.Check(request, target);
        if (destination.IsSwitchedOff) throw FcErrors.AccessDenied.Saying("access denied due to function internet URL is disabled");
        if (destination.Cors is { } cors && CorsHeaders.AnswerPreflight(http, request, cors)) return;
        if (!destination.Methods.Contains(request.Method)) throw FcErrors.AccessDenied.Saying($"the HTTP trigger of function '{record.Function.Name}' does not allow method '{request.Method}'");
        var isWebServer = destination.Runtime is { IsWebServer: true };
        var isAsync = AsyncHeaders.IsAsync(request);
        if (isAsync && (isWebServer || IsOldForm(destination))) throw FcErrors.NotImplemented.Saying("Async calls of an HTTP trigger are implemented by FcCreds for handlers that get an event, not for those that get the request itself.");
        var seen = new FunctionRequest
        {
            Method = request.Method,
            RawPath = destination.RawPath,
            RawQuery = target.RawQuery,
            Headers = [.. request.Headers.Where(field => !ReservedHeaders.OfRequest(field.Name))],
        };
        HttpTriggerLimits.LimitBody(http);
        if (!isWebServer || (destination.Access.Any(access => access.NeedsForm) && seen.MediaType == FunctionRequest.FormType)) seen = seen with { Body = await HttpTriggerLimits.ReadBodyAsync(http) };
        seen = await gate.AdmitAsync(request, destination, seen, record, http.RequestAborted);
        if (isAsync) await AcceptAsync(http, request, destination, seen, record);
        else await (isWebServer ? ForwardAsync(http, request, destination, seen, record) : InvokeAsync(http, request, destination, seen, record));
    }

    /// <summary>Built-in runtimes get an event, or FC 2.0's form of a request.</summary>
    private async Task InvokeAsync(HttpContext http, WireRequest request, HttpDestination destination, FunctionRequest seen, HttpTriggerRecord record)
    {
        var isOldForm = IsOldForm(destination);
        var invocation = Invocation(destination, record) with
        {
            Event = isOldForm ? seen.Bytes : HttpEvent.Write(seen, ContextOf(http, request, destination, record)),
            HttpParams = isOldForm ? HttpParams.Write(seen, RawTarget.Of(http), request.Host, request.SourceIp) : null,
        };
        var result = await invoker.InvokeAsync(invocation, http.RequestAborted);
        record.Code = result.FunctionError;
        if (request.Header("x-fc-log-type") == "Tail") http.Response.Headers["X-Fc-Log-Result"] = InvocationLog.Tail(result.Log);
        await HttpAnswer.WriteAsync(http, request, destination, result);
    }

    /// <summary>Answers at once; the handler gets the event later, and what it returns goes to a destination, if anywhere.</summary>
    private async Task AcceptAsync(HttpContext http, WireRequest request, HttpDestination destination, FunctionRequest seen, HttpTriggerRecord record)
    {
        var accepted = await async.AcceptAsync(
            new()
            {
                FunctionName = record.Function!.Name,
                AccountId = record.Function.AccountId,
                Qualifier = destination.Qualifier,
                Event = HttpEvent.Write(seen, ContextOf(http, request, destination, record)),
                RequestId = record.RequestId,
                TaskId = AsyncHeaders.TaskId(request),
                Delay = AsyncHeaders.Delay(request),
                TraceParent = record.TraceParent,
            },
            http.RequestAborted);
        if (accepted.TaskId is { } id) http.Response.Headers["X-Fc-Async-Task-Id"] = id;
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>Custom runtimes get the request itself.</summary>
    private async Task ForwardAsync(HttpContext http, WireRequest request, HttpDestination destination, FunctionRequest seen, HttpTriggerRecord record)
    {
        var exchange = new WebServerExchange(http, request, destination, seen);
        var result = await invoker.ForwardAsync(Invocation(destination, record), exchange.Exchange, http.RequestAborted);
        record.Code = result.FunctionError;
        exchange.ThrowIfRefused();
        if (!exchange.HasReplied) await HttpAnswer.FailAsync(http, result);
        else if (result.FunctionError is not null && !http.Response.HasStarted) await http.Response.StartAsync(http.RequestAborted);
    }

    private static bool IsOldForm(HttpDestination destination) => destination is { IsProxy: true, Runtime.Family: RuntimeFamily.Python or RuntimeFamily.Go };

    private static InvocationRequest Invocation(HttpDestination destination, HttpTriggerRecord record) => new()
    {
        FunctionName = record.Function!.Name,
        AccountId = record.Function.AccountId,
        Event = default,
        RequestId = record.RequestId,
        Qualifier = destination.Qualifier,
        IsHttp = true,
        TraceParent = record.TraceParent,
    };

    private HttpEventContext ContextOf(HttpContext http, WireRequest request, HttpDestination destination, HttpTriggerRecord record) => new()
    {
        AccountId = destination.Function.Declaration.AccountId,
        DomainName = destination.DomainName,
        RequestId = record.RequestId,
        Time = clocks.Wire.GetUtcNow(),
        Protocol = http.Request.Protocol,
        SourceIp = request.SourceIp,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "request {RequestId} failed")]
        public static partial void Failed(ILogger logger, Exception error, string requestId);
    }
}
