using System.Collections.Frozen;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>
/// OSS gzips text of 1 KiB and more for clients that accept it. Such a reply has neither Content-Length nor ETag, which breaks
/// handlers that rely on them: better here than in production.
/// </summary>
internal static class Compression
{
    private const long LeastLength = 1024;

    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "text/cache-manifest", "text/xml", "text/plain", "text/css", "application/javascript", "application/x-javascript",
        "application/rss+xml", "application/json", "text/json");

    public static bool Applies(OssCall call, ObjectVersion version, ObjectHeaders headers)
        => call.Options.Gzip
            && version.Length >= LeastLength
            && headers.ContentEncoding is null
            && call.Header("Accept-Encoding") is { } accepted && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase)
            && Types.Contains(MediaType(headers.ContentType));

    public static void Mark(OssReply reply)
    {
        reply.Headers.RemoveAll(header => header.Name is "ETag" or "Content-MD5");
        reply.With("Content-Encoding", "gzip").With("Vary", "Accept-Encoding");
    }

    private static string MediaType(string contentType)
    {
        var semicolon = contentType.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
    }
}
