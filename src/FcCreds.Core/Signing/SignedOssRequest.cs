using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>An OSS request of our own: path style, signed with version 4, its key arriving as it is.</summary>
internal static class SignedOssRequest
{
    /// <param name="bucket">Empty for a request to the service.</param>
    /// <param name="key">Empty for a request to the bucket.</param>
    public static HttpRequestMessage Create(
        OssSigner signer, Uri server, HttpMethod method, string bucket, string key, IReadOnlyList<QueryParameter> query, HttpContent? content)
    {
        var path = bucket.Length == 0 ? "/" : $"/{bucket}/{PercentEncoding.EncodePath(key)}";
        var parameters = string.Join('&', query.Select(one => $"{PercentEncoding.Encode(one.Name)}={PercentEncoding.Encode(one.Value ?? "")}"));
        // Uri would fold a key such as a/../b into another.
        var address = new Uri(
            server.GetLeftPart(UriPartial.Authority) + path + (parameters.Length == 0 ? "" : "?" + parameters),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var wire = new WireRequest
        {
            Method = method.Method,
            Scheme = server.Scheme,
            Host = server.Authority,
            RawPath = path,
            Query = query,
            Headers = content?.Headers.ContentType is { } type ? [new("Content-Type", type.ToString())] : [],
        };
        var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in signer.SignV4(wire, NullIfEmpty(bucket), NullIfEmpty(key), TimeProvider.System.GetUtcNow()))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
