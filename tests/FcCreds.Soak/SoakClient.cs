using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Soak;

/// <summary>Signed requests of one worker, tried again as an SDK does.</summary>
internal sealed class SoakClient(Uri server, SigningKey key, TimeSpan patience) : IDisposable
{
    private const int MaxAttempts = 4;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = patience };
    private readonly OssSigner signer = new(key, "cn-hangzhou");

    public async Task<SoakReply> SendAsync(
        HttpMethod method, string bucket, string objectKey, byte[]? body = null, (string Name, string? Value)[]? query = null, (string Name, string Value)[]? headers = null)
    {
        SoakReply? reply = null;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            reply = await TryAsync(method, bucket, objectKey, body, query ?? [], headers ?? [], attempt);
            if (!reply.IsUnknown) break;
        }
        return reply!;
    }

    // Dots and empty segments are part of a key.
    private Uri Whole(string target) => new($"{server.GetLeftPart(UriPartial.Authority)}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public void Dispose() => http.Dispose();

    private async Task<SoakReply> TryAsync(
        HttpMethod method, string bucket, string objectKey, byte[]? body, (string Name, string? Value)[] query, (string Name, string Value)[] headers, int attempt)
    {
        var path = $"/{bucket}/{PercentEncoding.EncodePath(objectKey)}";
        var wire = new WireRequest
        {
            Method = method.Method,
            Scheme = "http",
            Host = server.Authority,
            RawPath = path,
            Query = [.. query.Select(one => new QueryParameter(one.Name, one.Value))],
            Headers = [.. headers.Select(one => new HeaderField(one.Name, one.Value))],
        };
        var target = path + (query.Length == 0 ? "" : "?" + string.Join('&', query.Select(one => one.Value is null ? one.Name : $"{one.Name}={PercentEncoding.Encode(one.Value)}")));
        using var request = new HttpRequestMessage(method, Whole(target));
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in wire.Headers.Select(field => (field.Name, field.Value)).Concat(signer.SignV4(wire, bucket, objectKey, TimeProvider.System.GetUtcNow()).Select(field => (field.Name, field.Value))))
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request);
            return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers.ETag?.Tag, Header("x-oss-version-id"), attempt, "");
            string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(0, [], null, null, attempt, broken.GetBaseException().Message);
        }
    }
}
