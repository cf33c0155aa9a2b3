using System.Net;
using FcCreds.Core.Http;
using FcCreds.Server.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace FcCreds.Server.Capture;

/// <summary>Plain-http requests in absolute form for hosts that are not the cloud's: passed on or refused, as the egress policy says.</summary>
internal sealed class ForwardProxy(TunnelPolicy policy, Func<string, CancellationToken, ValueTask<bool>> isOwnName) : IDisposable
{
    private static readonly string[] HopByHop =
        ["Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host"];

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask<bool> IsForElsewhereAsync(HttpContext http, WireRequest wire)
    {
        var rawTarget = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return !rawTarget.StartsWith('/') && rawTarget != "*" && ServiceHosts.Of(wire.Host) == CloudService.None && !await isOwnName(wire.Host, http.RequestAborted);
    }

    public async Task ForwardAsync(HttpContext http, WireRequest wire)
    {
        var url = new Uri(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var peer = http.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, 0) : null;
        if (policy.Decide(new(url.Host, url.Port), peer) != TunnelDecision.Allow)
        {
            await TextAsync(http, StatusCodes.Status403Forbidden, $"{url.Host} is not reached through FcCreds.\n");
            return;
        }
        using var request = new HttpRequestMessage(new(wire.Method), url);
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0) request.Content = new StreamContent(http.Request.Body);
        foreach (var field in wire.Headers)
        {
            if (HopByHop.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(field.Name, field.Value)) request.Content?.Headers.TryAddWithoutValidation(field.Name, field.Value);
        }
        try
        {
            using var reply = await client.SendAsync(request, http.RequestAborted);
            http.Response.StatusCode = (int)reply.StatusCode;
            foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers))
            {
                if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase)) http.Response.Headers[name] = new StringValues([.. values]);
            }
            await reply.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        catch (HttpRequestException unreachable)
        {
            await TextAsync(http, StatusCodes.Status502BadGateway, $"{url.Host}: {unreachable.Message}\n");
        }
    }

    public void Dispose() => client.Dispose();

    private static Task TextAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
