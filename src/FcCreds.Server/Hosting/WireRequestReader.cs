using System.Net;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Server.Capture;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Server.Hosting;

/// <summary>
/// Takes the request as it stood on the wire. The framework's Path collapses <c>..</c> and half-decodes escapes, which would change
/// bucket and key; only the raw target counts.
/// </summary>
internal static class WireRequestReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static WireRequest Read(HttpContext http)
    {
        var target = RequestTarget.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var captured = http.Features.Get<CapturedConnection>();
        return new()
        {
            Method = http.Request.Method,
            Scheme = target.Scheme ?? (captured is { IsSecure: true } ? "https" : http.Request.Scheme),
            Host = target.Authority ?? http.Request.Headers.Host.ToString(),
            RawPath = target.RawPath,
            Query = target.Query,
            Headers = ReadHeaders(http.Request.Headers),
            SourceIp = Address(http.Connection.RemoteIpAddress),
        };
    }

    private static string Address(IPAddress? peer)
        => peer is null ? IPAddress.Loopback.ToString() : (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString();

    private static List<HeaderField> ReadHeaders(IHeaderDictionary headers)
    {
        var fields = new List<HeaderField>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values) fields.Add(new(name, Text(value ?? "")));
        }
        return fields;
    }

    // Kestrel hands the bytes over as Latin-1, so that a client which sends Latin-1 (ali-oss with headerEncoding) is not refused;
    // what is valid UTF-8 was meant as UTF-8.
    private static string Text(string latin1)
    {
        if (Ascii.IsValid(latin1)) return latin1;
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(latin1));
        }
        catch (DecoderFallbackException)
        {
            return latin1;
        }
    }
}
