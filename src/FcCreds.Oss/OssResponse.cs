using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Oss;

/// <summary>Puts a reply on the wire, with the headers that every reply of OSS carries.</summary>
internal static class OssResponse
{
    private const int BlockSize = 128 * 1024;

    public static async ValueTask SendAsync(HttpResponse response, OssReply reply, OssCall call, TimeSpan took, CancellationToken ct)
    {
        response.StatusCode = reply.Status;
        var headers = response.Headers;
        headers.Server = "AliyunOSS";
        headers["x-oss-request-id"] = call.RequestId;
        headers["x-oss-server-time"] = ((long)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        // Kestrel writes the true time; a moved wire clock must show.
        if (call.Clocks.Wire.Shift != TimeSpan.Zero) headers.Date = call.Clocks.Wire.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in reply.Headers) headers[name] = value;
        // A client that waits for "100 Continue" keeps its body when it is refused; the server would take its next request for it (boto3 1.43).
        if (reply.Status >= 300 && call.Received.Header("Expect") is not null) headers.Connection = "close";
        if (!reply.IsCompressed && !reply.IsChunked && reply.Status is not (204 or 304)) response.ContentLength = reply.Length ?? reply.Content.Length;
        if (reply.Content.Length > 0) await response.Body.WriteAsync(reply.Content, ct);
        if (reply.Stream is { } stream && !call.IsHead) await SendAsync(response.Body, call.TrafficLimit?.Slow(stream) ?? stream, reply.IsCompressed, ct);
    }

    private static async ValueTask SendAsync(Stream body, Stream content, bool compressed, CancellationToken ct)
    {
        if (!compressed)
        {
            await content.CopyToAsync(body, BlockSize, ct);
            return;
        }
        await using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await content.CopyToAsync(gzip, BlockSize, ct);
    }
}
