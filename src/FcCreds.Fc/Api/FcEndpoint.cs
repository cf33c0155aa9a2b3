using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Fc.Api.V2;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Api;

/// <summary>FC's API: row, body, caller, permission, operation; the only place that renders its errors and journals its calls.</summary>
internal sealed partial class FcEndpoint(FcContext context, FcAuthenticator authenticator, FcAuthorizer authorizer, IdSource ids, IJournal journal, ILogger<FcEndpoint> logger)
{
    public async Task ServeAsync(HttpContext http, WireRequest request)
    {
        var (began, arrivedAfter) = (context.Clocks.Monotonic.GetTimestamp(), journal.LastSequence);
        var requestId = ids.FcRequestId();
        var record = new FcCallRecord();
        http.Response.Headers["X-Fc-Request-Id"] = requestId;
        // Told before it is sent: whoever has the answer finds it in the journal. A client that went away gets none, and is told of at the end.
        var told = false;
        http.Response.OnStarting(() =>
        {
            Tell();
            return Task.CompletedTask;
        });
        try
        {
            await ServeAsync(http, request, requestId, record);
        }
        catch (ServiceException refusal)
        {
            record.Code = refusal.Error.Code;
            await WriteErrorAsync(http, request, refusal.Error, refusal.Message, requestId);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            record.Code = FcErrors.ClientClosedRequest.Code;
            http.Response.StatusCode = FcErrors.ClientClosedRequest.Status;
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, requestId);
            record.Code = FcErrors.InternalServerError.Code;
            await WriteErrorAsync(http, request, FcErrors.InternalServerError, FcErrors.InternalServerError.Message, requestId);
        }
        Tell();

        void Tell()
        {
            if (told) return;
            told = true;
            journal.Append(record.Tell() with
            {
                Status = http.Response.StatusCode,
                DurationMs = context.Clocks.Monotonic.GetElapsedTime(began).TotalMilliseconds,
                RequestId = requestId,
                UserAgent = request.Header("User-Agent"),
                ArrivedAfter = arrivedAfter,
                TraceParent = TraceParent.Of(request),
            });
        }
    }

    private async Task ServeAsync(HttpContext http, WireRequest request, string requestId, FcCallRecord record)
    {
        var (operation, values) = (Fc2Api.IsApiPath(request.RawPath) ? Fc2Api.Find(request.Method, request.RawPath) : FcApi.Find(request.Method, request.RawPath))
            ?? throw FcErrors.PathNotSupported.Saying($"'{request.Method}' against '{request.RawPath}' is not supported");
        record.Operation = operation.Name;
        var body = await ReadBodyAsync(http, operation.MaxBody);
        var caller = authenticator.Authenticate(request, body.Span, outcome => record.Refusal = RefusalTrace.Of(outcome));
        (record.Principal, record.SessionId) = (caller.Arn, caller.Session?.SessionId);
        if (context.Faults is { IsSet: true } faults) await faults.StrikeAsync("fc", operation.Name, caller.Arn, requestId, http.Features.Get<IFaultyConnection>(), http.RequestAborted);
        if (operation.Run is null) throw FcErrors.NotImplemented.Saying($"{operation.Name} is not implemented by FcCreds.");

        record.Resource = $"acs:fc:{RegionOf(values, caller)}:{caller.AccountId}:{FcResource.Of(operation, values, body.Span, request.QueryValue("qualifier"))}";
        authorizer.Authorize(caller, operation, request, body.Span, record);
        var call = new FcCall
        {
            Http = http,
            Request = request,
            RequestId = requestId,
            Body = body,
            Caller = caller,
            Context = context,
            Values = values,
        };
        if (operation.State == FcOperation.Stored) call.HasNoEffect = true;
        // Refusals say nothing of effects; what succeeded is known when the answer begins.
        http.Response.OnStarting(() =>
        {
            if (call.HasNoEffect && http.Response.StatusCode < StatusCodes.Status300MultipleChoices) http.Response.Headers[StoredOnly.Header] = StoredOnly.Value;
            return Task.CompletedTask;
        });
        await operation.Run(call);
        if (call.HasNoEffect) journal.Append(new JournalNote { Kind = StoredOnly.Value, Message = StoredOnly.Message(operation.Name), RequestId = requestId });
    }

    /// <summary>A declared function may be of another region than the server.</summary>
    private string RegionOf(IReadOnlyDictionary<string, string> values, Caller caller)
        => (values.TryGetValue(FcOperation.FunctionName, out var name) ? context.Catalog.Find(name, caller.AccountId)?.Declaration.Region : null) ?? context.Region;

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http, int limit)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel) kestrel.MaxRequestBodySize = limit + 1L;
        if (http.Request.ContentLength > limit) throw TooLarge(limit);
        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        try
        {
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            throw TooLarge(limit);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static ServiceException TooLarge(int limit)
        => FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({limit} bytes)");

    private static async Task WriteErrorAsync(HttpContext http, WireRequest request, ServiceError error, string message, string requestId)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        var body = Fc2Api.IsApiPath(request.RawPath) ? FcJson.Bytes(new Fc2ErrorBody(error.Code, message)) : FcJson.Bytes(new FcErrorBody(error.Code, message, requestId));
        http.Response.StatusCode = error.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "request {RequestId} failed")]
        public static partial void Failed(ILogger logger, Exception error, string requestId);
    }
}
