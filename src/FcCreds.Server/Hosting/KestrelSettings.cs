using System.Net;
using System.Text;
using FcCreds.Server.Capture;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FcCreds.Server.Hosting;

/// <summary>How Kestrel has to be set so that it passes on what OSS clients really send.</summary>
internal static class KestrelSettings
{
    // Callbacks of 5 KB and tokens of 16 KB travel in the query of presigned URLs.
    private const int MaxRequestLine = 64 * 1024;
    private const int MaxHeadersTotal = 128 * 1024;
    private const int MaxHeaderCount = 400;

    public static void Apply(KestrelServerOptions kestrel, IReadOnlyList<IPEndPoint> endpoints, Func<ConnectionSniffer> sniffer)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowHostHeaderOverride = true;
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersTotal;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaderCount;
        foreach (var endpoint in endpoints)
        {
            kestrel.Listen(endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => sniffer().OnConnectedAsync(connection, next));
            });
        }
    }
}
