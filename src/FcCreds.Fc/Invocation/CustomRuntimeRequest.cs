using System.Net.Http.Headers;
using FcCreds.Fc.RuntimeApi;

namespace FcCreds.Fc.Invocation;

/// <summary>What a custom runtime is asked: an event, a hook, or a web request as it came, always with the common headers.</summary>
internal static class CustomRuntimeRequest
{
    private static readonly Uri Invoke = new("/invoke", UriKind.Relative);
    private static readonly Uri Initialize = new("/initialize", UriKind.Relative);
    private static readonly Uri PreStop = new("/pre-stop", UriKind.Relative);

    public static HttpRequestMessage Of(PendingInvocation call, Uri server)
    {
        var request = call switch
        {
            { Kind: InvocationKind.Initialize } => new(HttpMethod.Post, Initialize) { Content = new ByteArrayContent([]) },
            { Kind: InvocationKind.PreStop } => new(HttpMethod.Get, PreStop),
            { Http: { } http } => PassedThrough(http, server),
            _ => new(HttpMethod.Post, Invoke) { Content = Octets(call.Event) },
        };
        foreach (var (name, value) in InvocationHeaders.Common(call)) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("x-fc-control-path", call switch
        {
            { Kind: InvocationKind.Initialize } => "/initialize",
            { Kind: InvocationKind.PreStop } => "/pre-stop",
            { Http: not null } => "/http-invoke",
            _ => "/invoke",
        });
        return request;
    }

    private static ReadOnlyMemoryContent Octets(ReadOnlyMemory<byte> bytes)
        => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static HttpRequestMessage PassedThrough(HttpExchange http, Uri server)
    {
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (!Uri.TryCreate(server.GetLeftPart(UriPartial.Authority) + http.PathAndQuery, options, out var raw)) throw FcErrors.InvalidArgument.Saying($"the path '{http.PathAndQuery}' is invalid");
        var request = new HttpRequestMessage(HttpMethod.Parse(http.Method), raw) { Content = http.Body is null ? null : new StreamContent(http.Body) };
        foreach (var field in http.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(field.Name, field.Value)) request.Content?.Headers.TryAddWithoutValidation(field.Name, field.Value);
        }
        return request;
    }
}
