using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>What a request to a trigger may measure, and an answer (page "HTTP trigger overview", limits).</summary>
internal static class HttpTriggerLimits
{
    public const int MaxHeaders = 8 * 1024;

    private const int MaxTarget = 4 * 1024;

    public static void Check(WireRequest request, RawTarget target)
    {
        if (request.RawPath.Length + target.RawQuery.Length > MaxTarget) throw FcErrors.InvalidArgument.Saying($"path and query exceed the maximum allowed size ({MaxTarget} bytes)");
        if (request.Headers.Sum(SizeOf) > MaxHeaders) throw FcErrors.InvalidArgument.Saying($"request headers exceed the maximum allowed size ({MaxHeaders} bytes)");
    }

    /// <summary>A header line as it is written, with <c>": "</c> and line end.</summary>
    public static int SizeOf(HeaderField field) => field.Name.Length + System.Text.Encoding.UTF8.GetByteCount(field.Value) + 4;

    /// <summary>Refuses a body whose length is told, and sees to it that no other gets longer.</summary>
    public static void LimitBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = FunctionInvoker.MaxEvent + 1L;
        if (http.Request.ContentLength > FunctionInvoker.MaxEvent) throw TooLarge();
    }

    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        try
        {
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            throw TooLarge();
        }
        return body.Length > FunctionInvoker.MaxEvent ? throw TooLarge() : body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static ServiceException TooLarge()
        => FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({FunctionInvoker.MaxEvent} bytes)");
}
