using System.Globalization;
using System.Security.Cryptography;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Upstream;

/// <summary>A call of somebody else's STS or RAM as the generated SDKs send it: parameters in the query, no body, signed ACS3 or not at all.</summary>
internal static class Acs3Request
{
    private static readonly string EmptyHash = Convert.ToHexStringLower(SHA256.HashData([]));

    public static HttpRequestMessage Create(Uri endpoint, string action, string version, IReadOnlyList<QueryParameter> query, SigningKey key, TimeProvider time)
    {
        List<HeaderField> headers =
        [
            new("host", endpoint.Authority),
            new("x-acs-action", action),
            new("x-acs-version", version),
            new("x-acs-date", Timestamp(time)),
            new("x-acs-signature-nonce", RandomNumberGenerator.GetHexString(32, lowercase: true)),
            new("x-acs-content-sha256", EmptyHash),
        ];
        if (key.SecurityToken is { } token) headers.Add(new("x-acs-security-token", token.Value));
        var wire = new WireRequest { Method = "POST", Scheme = endpoint.Scheme, Host = endpoint.Authority, RawPath = "/", Query = query, Headers = headers };
        var authorization = Acs3Signature.Authorize(wire, [.. headers.Select(header => header.Name)], EmptyHash, key);

        var request = Post(endpoint, query);
        foreach (var (name, value) in headers.Skip(1)) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    /// <summary>For calls that a token in the form stands for: what is secret is not in the URL.</summary>
    public static HttpRequestMessage CreateUnsigned(Uri endpoint, string action, string version, IEnumerable<KeyValuePair<string, string>> form, TimeProvider time)
    {
        var request = Post(endpoint, [new("Action", action), new("Version", version), new("Format", "JSON"), new("Timestamp", Timestamp(time))]);
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static HttpRequestMessage Post(Uri endpoint, IReadOnlyList<QueryParameter> query)
    {
        var text = string.Join('&', query.Select(parameter => $"{parameter.Name}={PercentEncoding.Encode(parameter.Value ?? "")}"));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/?" + text));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    private static string Timestamp(TimeProvider time) => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
