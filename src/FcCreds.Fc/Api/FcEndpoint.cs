using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Api;

/// <summary>The FC 3.0 API: row, body, caller, permission, operation; the only place that renders FC's errors and journals its calls.</summary>
internal sealed partial class FcEndpoint(
    FunctionCatalog catalog,
    IFunctionInvoker invoker,
    FcAuthenticator authenticator,
    IdSource ids,
    IJournal journal,
    Clocks clocks,
    ILogger<FcEndpoint> logger)
{
    public async Task ServeAsync(HttpContext http, WireRequest request)
    {
        var (began, arrivedAfter) = (clocks.Monotonic.GetTimestamp(), journal.LastSequence);
        var requestId = ids.FcRequestId();
        var record = new CallRecord();
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
            await WriteErrorAsync(http, refusal.Error, refusal.Message, requestId);
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
            await WriteErrorAsync(http, FcErrors.InternalServerError, FcErrors.InternalServerError.Message, requestId);
        }
        Tell();

        void Tell()
        {
            if (told) return;
            told = true;
            journal.Append(new ServiceCalled
            {
                Service = "fc",
                Operation = record.Operation,
                Resource = record.Resource,
                Principal = record.Principal,
                Status = http.Response.StatusCode,
                Code = record.Code,
                Decision = record.Decision is null ? null : record.Decision.IsAllowed ? "Allow" : "Deny",
                Statement = record.Statement,
                Needed = record.Decision?.Needed,
                Demands = record.Decision is { } made ? [new(made.Action, made.Resource)] : null,
                Refusal = record.Refusal,
                Read = record.Decision is { IsAllowed: false } denied ? [.. denied.Read.Select(one => $"{one.Name}: {one.Because}")] : [],
                DurationMs = clocks.Monotonic.GetElapsedTime(began).TotalMilliseconds,
                RequestId = requestId,
                SessionId = record.SessionId,
                UserAgent = request.Header("User-Agent"),
                ArrivedAfter = arrivedAfter,
            });
        }
    }

    private async Task ServeAsync(HttpContext http, WireRequest request, string requestId, CallRecord record)
    {
        var (operation, values) = FcApi.Find(request.Method, request.RawPath)
            ?? throw FcErrors.PathNotSupported.Saying($"'{request.Method}' against '{request.RawPath}' is not supported");
        record.Operation = operation.Name;
        var body = await ReadBodyAsync(http);
        var caller = authenticator.Authenticate(request, body.Span, outcome => record.Refusal = RefusalTrace.Of(outcome));
        (record.Principal, record.SessionId) = (caller.Arn, caller.Session?.SessionId);
        if (operation.Run is null) throw FcErrors.NotImplemented.Saying($"{operation.Name} is not implemented by FcCreds.");

        var name = values.GetValueOrDefault(FcOperation.FunctionName) ?? "";
        record.Resource = ResourceOf(name, caller);
        Authorize(caller, operation, request, record);
        await operation.Run(new()
        {
            Http = http,
            Request = request,
            RequestId = requestId,
            Body = body,
            Caller = caller,
            Catalog = catalog,
            Invoker = invoker,
            FunctionName = name,
        });
    }

    private string ResourceOf(string name, Caller caller)
        => name.Length > 0 && catalog.Find(name) is { } function && function.Declaration.AccountId == caller.AccountId
            ? function.Declaration.Arn
            : $"acs:fc:*:{caller.AccountId}:functions/{(name.Length > 0 ? name : "*")}";

    private void Authorize(Caller caller, FcOperation operation, WireRequest request, CallRecord record)
    {
        if (caller.Kind == CallerKind.Account)
        {
            record.Statement = "owner";
            return;
        }
        var conditions = new PolicyConditions(
        [
            new("acs:SourceIp", request.SourceIp),
            new("acs:SecureTransport", request.IsSecure ? "true" : "false"),
            new("acs:CurrentTime", clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ]);
        record.Decision = PolicyEvaluator.Evaluate(new()
        {
            Caller = caller,
            Action = operation.Action,
            Resource = record.Resource,
            Conditions = conditions,
            ResourceOwner = caller.AccountId,
        });
        record.Statement = record.Decision.Decided?.Name;
        if (record.Decision.IsAllowed) return;
        record.Refusal = RefusalTrace.Of(caller, record.Decision, clocks.Life.GetUtcNow());
        throw FcErrors.AccessDenied.Saying($"the caller '{caller.Arn}' is not authorized to perform '{operation.Action}' on resource '{record.Resource}'");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = FunctionInvoker.MaxEvent + 1L;
        if (http.Request.ContentLength > FunctionInvoker.MaxEvent) throw TooLarge();
        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        try
        {
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            throw TooLarge();
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static ServiceException TooLarge()
        => FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({FunctionInvoker.MaxEvent} bytes)");

    private static async Task WriteErrorAsync(HttpContext http, ServiceError error, string message, string requestId)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        var body = FcJson.Bytes(new FcErrorBody(error.Code, message, requestId));
        http.Response.StatusCode = error.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    /// <summary>What the journal is told, filled in as it becomes known.</summary>
    private sealed class CallRecord
    {
        public string Operation { get; set; } = "Unknown";

        public string Resource { get; set; } = "";

        public string Principal { get; set; } = Caller.Anonymous.Arn;

        public string? SessionId { get; set; }

        public PolicyDecision? Decision { get; set; }

        public RefusalTrace? Refusal { get; set; }

        public string? Statement { get; set; }

        public string? Code { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "request {RequestId} failed")]
        public static partial void Failed(ILogger logger, Exception error, string requestId);
    }
}
