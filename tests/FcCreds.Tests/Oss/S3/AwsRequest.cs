using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Tests.Oss.S3;

/// <summary>A request signed with AWS V4 by a few lines that share nothing with the server, for what no SDK would send.</summary>
internal sealed record AwsRequest(string Method, string Path)
{
    private const string Day = "yyyyMMdd";

    public string Host { get; init; } = "127.0.0.1";

    public string Query { get; init; } = "";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Sent, but not signed.</summary>
    public (string Name, string Value)[] Unsigned { get; init; } = [];

    public string PayloadHash { get; init; } = "UNSIGNED-PAYLOAD";

    public byte[] Body { get; init; } = [];

    /// <summary>Makes the body of an aws-chunked request from the request's own signature.</summary>
    public Func<Chunks, byte[]>? ChunkedBody { get; init; }

    public string Region { get; init; } = "us-east-1";

    public Task<OssAnswer> SendAsync(OssFixture oss, string? accessKeyId = null, string? secret = null)
    {
        var now = oss.Clocks.Wire.GetUtcNow().UtcDateTime;
        var stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", null);
        var scope = $"{now.ToString(Day, null)}/{Region}/s3/aws4_request";
        var signed = Headers.Append(("host", Host)).Append(("x-amz-date", stamp)).Append(("x-amz-content-sha256", PayloadHash))
            .Select(one => (Name: one.Item1.ToLowerInvariant(), Value: one.Item2)).OrderBy(one => one.Name, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', signed.Select(one => one.Name));
        var canonical = $"{Method}\n{Path}\n{Query}\n{string.Concat(signed.Select(one => $"{one.Name}:{one.Value}\n"))}\n{names}\n{PayloadHash}";
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + (secret ?? oss.Root.AccessKeySecret.Value)), now.ToString(Day, null));
        foreach (var part in new[] { Region, "s3", "aws4_request" }) key = Hmac(key, part);
        var signature = Hex(Hmac(key, $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}"));
        var body = ChunkedBody?.Invoke(new(key, stamp, scope, signature)) ?? Body;
        var head = new StringBuilder($"{Method} {Path}{(Query.Length > 0 ? "?" : "")}{Query} HTTP/1.1\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in signed.Concat(Unsigned)) head.Append($"{name}: {value}\r\n");
        head.Append($"Authorization: AWS4-HMAC-SHA256 Credential={accessKeyId ?? oss.Root.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}\r\n\r\n");
        return oss.Client.SendRawAsync([.. Encoding.UTF8.GetBytes(head.ToString()), .. body]);
    }

    public static string Hash(byte[] bytes) => Hex(SHA256.HashData(bytes));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Frames and signs chunks.</summary>
    internal sealed class Chunks(byte[] key, string stamp, string scope, string seed)
    {
        private string previous = seed;

        public byte[] Signed(string content)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            previous = Hex(Hmac(key, $"AWS4-HMAC-SHA256-PAYLOAD\n{stamp}\n{scope}\n{previous}\n{Hash([])}\n{Hash(bytes)}"));
            return [.. Encoding.UTF8.GetBytes($"{bytes.Length:x};chunk-signature={previous}\r\n"), .. bytes, .. bytes.Length > 0 ? "\r\n"u8 : ""u8];
        }

        public byte[] SignedTrailer(string name, string value)
        {
            var signature = Hex(Hmac(key, $"AWS4-HMAC-SHA256-TRAILER\n{stamp}\n{scope}\n{previous}\n{Hash(Encoding.UTF8.GetBytes($"{name}:{value}\n"))}"));
            return Encoding.UTF8.GetBytes($"{name}:{value}\r\nx-amz-trailer-signature:{signature}\r\n\r\n");
        }
    }
}
