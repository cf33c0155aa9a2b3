using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
using FcCreds.Fc.Triggers.Http.Cors;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Writes what a trigger answers.</summary>
internal static class HttpAnswer
{
    private const string Json = "application/json";

    private static readonly byte[] Masked = "Internal Server Error"u8.ToArray();

    /// <summary>What a handler returned, or that it failed.</summary>
    public static async Task WriteAsync(HttpContext http, WireRequest request, HttpDestination destination, InvocationResult result)
    {
        if (result.FunctionError is not null)
        {
            await FailAsync(http, result);
            return;
        }
        var reply = result.HttpParams is { } told ? HttpParams.Read(told, result.Body) : HandlerReply.Read(result.Body);
        WriteHead(http, request, destination, reply.StatusCode, reply.Headers);
        http.Response.ContentType ??= Json;
        await SendAsync(http, reply.StatusCode, reply.Body);
    }

    /// <summary>What user code did wrong is not for the world to read; the log and the journal have it. An error of the platform's is told.</summary>
    public static Task FailAsync(HttpContext http, InvocationResult result)
    {
        var isOurs = result.StatusCode != StatusCodes.Status200OK;
        http.Response.ContentType = Json;
        return SendAsync(http, isOurs ? result.StatusCode : StatusCodes.Status502BadGateway, isOurs ? result.Body : Masked);
    }

    /// <summary>Status and headers of a function's answer, without those that are the platform's.</summary>
    public static void WriteHead(HttpContext http, WireRequest request, HttpDestination destination, int status, IReadOnlyList<HeaderField> fields)
    {
        var kept = fields.Where(field => !ReservedHeaders.OfResponse(field.Name)).ToArray();
        Check(kept);
        var headers = http.Response.Headers;
        foreach (var named in kept.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase))
            headers[named.Key] = named.Select(field => field.Value).ToArray();
        if (destination.IsDefaultDomain) headers.ContentDisposition = "attachment";
        if (destination.Cors is { } cors) CorsHeaders.Append(headers, request, cors);
        http.Response.StatusCode = status;
    }

    /// <summary>Statuses that never have a body.</summary>
    public static bool IsBodyless(int status) => status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;

    /// <summary>An error of the platform's own, as its API writes them.</summary>
    public static async Task RefuseAsync(HttpContext http, ServiceError error, string message, string requestId)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.ContentType = Json;
        await SendAsync(http, error.Status, FcJson.Bytes(new FcErrorBody(error.Code, message, requestId)));
    }

    private static async Task SendAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        if (IsBodyless(status)) return;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static void Check(HeaderField[] headers)
    {
        if (headers.Sum(HttpTriggerLimits.SizeOf) > HttpTriggerLimits.MaxHeaders) throw FcErrors.BadResponse.Saying($"response headers exceed the maximum allowed size ({HttpTriggerLimits.MaxHeaders} bytes)");
        foreach (var field in headers)
        {
            if (!IsToken(field.Name) || field.Value.Any(char.IsControl)) throw FcErrors.BadResponse.Saying($"the function's response header '{field.Name}' is not valid");
        }
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
