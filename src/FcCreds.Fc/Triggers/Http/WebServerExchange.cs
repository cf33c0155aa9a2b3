using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Fc.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>A web request that goes to a custom runtime as it came, and whose reply comes back as it is; both bodies are streamed.</summary>
internal sealed class WebServerExchange(HttpContext http, WireRequest request, HttpDestination destination, FunctionRequest seen)
{
    /// <summary>Of one connection only; the function's has its own.</summary>
    private static readonly string[] HopByHop = ["te", "trailer", "transfer-encoding", "upgrade", "expect"];

    private static readonly string[] Repeatable = ["GET", "HEAD", "OPTIONS", "TRACE"];

    private ServiceException? refusal;

    /// <summary>False when the function has not answered.</summary>
    public bool HasReplied { get; private set; }

    /// <summary>For the function; <see cref="ThrowIfRefused"/> tells afterwards whether its reply could be sent.</summary>
    public HttpExchange Exchange => new()
    {
        Method = seen.Method,
        PathAndQuery = seen.RawQuery.Length == 0 ? seen.RawPath : $"{seen.RawPath}?{seen.RawQuery}",
        Headers = [new("Host", destination.IsByPath ? destination.DomainName : request.Host), .. seen.Headers.Where(sent => !HopByHop.Contains(sent.Name, StringComparer.OrdinalIgnoreCase))],
        Body = Body(),
        ReplyAsync = ReplyAsync,
    };

    /// <summary>What was wrong with the reply; the function's side of the exchange is not the place to say so.</summary>
    public void ThrowIfRefused()
    {
        if (refusal is not null) throw refusal;
    }

    /// <summary>
    /// What has no body is sent again by the HTTP client when the connection breaks before an answer, as the cloud does with GET and its
    /// like. Other methods have one, if an empty one, and are not.
    /// </summary>
    private Stream? Body()
    {
        if (seen.Body is { } read) return new MemoryStream(read.ToArray());
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }) return http.Request.Body;
        return Repeatable.Contains(seen.Method) ? null : new MemoryStream();
    }

    private async Task ReplyAsync(HttpReply reply, CancellationToken ct)
    {
        HasReplied = true;
        var length = reply.Headers.FirstOrDefault(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        try
        {
            HttpAnswer.WriteHead(http, request, destination, reply.StatusCode, reply.Headers);
        }
        catch (ServiceException invalid)
        {
            refusal = invalid;
            return;
        }
        if (HttpAnswer.IsBodyless(reply.StatusCode)) return;
        if (long.TryParse(length, System.Globalization.CultureInfo.InvariantCulture, out var bytes)) http.Response.ContentLength = bytes;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        // Whatever has come goes on at once: a reply may be a stream of events.
        await http.Response.StartAsync(ct);
        var buffer = new byte[32 * 1024];
        for (int read; (read = await reply.Body.ReadAsync(buffer, ct)) > 0;)
        {
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), ct);
            await http.Response.Body.FlushAsync(ct);
        }
    }
}
