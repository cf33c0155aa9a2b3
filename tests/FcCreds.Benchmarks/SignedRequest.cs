using System.Globalization;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>Whole requests as bytes, path style, V4-signed with a role session where a key is given.</summary>
internal static class SignedRequest
{
    public static byte[] Of(string method, Uri server, string bucket, string objectKey, SigningKey key, ReadOnlySpan<byte> body = default, params QueryParameter[] query)
    {
        var wire = new WireRequest
        {
            Method = method,
            Scheme = "http",
            Host = server.Authority,
            RawPath = $"/{bucket}/{objectKey}",
            Query = query,
            Headers = [],
        };
        var headers = new OssSigner(key, "cn-hangzhou").SignV4(wire, bucket, objectKey, TimeProvider.System.GetUtcNow());
        var target = wire.RawPath + (query.Length == 0 ? "" : "?" + string.Join('&', query.Select(p => $"{p.Name}={p.Value}")));
        return Compose(method, target, server, headers, body);
    }

    public static byte[] Plain(string method, Uri server, string path, ReadOnlySpan<byte> body = default) => Compose(method, path, server, [], body);

    public static byte[] Compose(string method, string target, Uri server, IEnumerable<HeaderField> headers, ReadOnlySpan<byte> body)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (method is "PUT" or "POST") head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }
}
