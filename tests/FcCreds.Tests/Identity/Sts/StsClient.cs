using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FcCreds.Core.Http;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Identity.Sts;

/// <summary>Signs and sends as the official clients do; every part of a request can be bent.</summary>
internal sealed class StsClient(StsHost host, string accessKeyId, string accessKeySecret, string? securityToken = null)
{
    private static readonly HttpClient Http = new();

    public string Version { get; init; } = "2015-04-01";

    public string Format { get; init; } = "JSON";

    public string Nonce { get; init; } = "";

    public TimeSpan Skew { get; init; }

    /// <summary>Changes the signed parameters on their way.</summary>
    public Action<Dictionary<string, string>>? Bend { get; init; }

    public static StsClient With(StsHost host, SessionCredentials credentials)
        => new(host, credentials.AccessKeyId, credentials.AccessKeySecret.Value, credentials.SecurityToken.Value);

    /// <summary>Sent along with a GET, unsigned.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>credentials-python, -java, -csharp: all in the query of a GET.</summary>
    public Task<StsAnswer> GetAsync(string action, params (string Name, string Value)[] business)
    {
        var parameters = Signed("GET", action, business);
        var message = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/?" + Encoded(parameters)));
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(message);
    }

    /// <summary>credentials-go, -nodejs: the signature in the query, the business parameters in the form of a POST.</summary>
    public Task<StsAnswer> PostFormAsync(string action, params (string Name, string Value)[] business)
    {
        var parameters = Signed("POST", action, business);
        var names = business.Select(parameter => parameter.Name).ToHashSet();
        return SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?" + Encoded(parameters.Where(parameter => !names.Contains(parameter.Key)))))
        {
            Content = new StringContent(Encoded(parameters.Where(parameter => names.Contains(parameter.Key))), Encoding.UTF8, "application/x-www-form-urlencoded"),
        });
    }

    /// <summary>Generated product SDKs: ACS3 headers, business parameters in the query, empty body.</summary>
    public Task<StsAnswer> Acs3Async(string action, params (string Name, string Value)[] business) => Acs3Async(action, business, "", null);

    public Task<StsAnswer> Acs3Async(string action, (string Name, string Value)[] business, string form, string? toldHash)
    {
        var hash = toldHash ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
        List<HeaderField> headers =
        [
            new("host", host.Url.Authority),
            new("x-acs-action", action),
            new("x-acs-version", Version),
            new("x-acs-date", Timestamp()),
            new("x-acs-signature-nonce", FreshNonce()),
            new("x-acs-content-sha256", hash),
        ];
        if (securityToken is not null) headers.AddRange([new("x-acs-accesskey-id", accessKeyId), new("x-acs-security-token", securityToken)]);
        var query = business.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        var wire = Wire("POST", [.. query.Select(parameter => new QueryParameter(parameter.Key, parameter.Value))], headers);
        var authorization = Acs3Signature.Authorize(wire, [.. headers.Select(header => header.Name)], hash, new(accessKeyId, new(accessKeySecret)));

        Bend?.Invoke(query);
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Url, "/?" + Encoded(query)));
        foreach (var (name, value) in headers.Skip(1)) message.Headers.TryAddWithoutValidation(name, value);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (form.Length > 0) message.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return SendAsync(message);
    }

    public static async Task<StsAnswer> SendAsync(HttpRequestMessage message)
    {
        using var response = await Http.SendAsync(message);
        return new(response.StatusCode, response.Content.Headers.NonValidated["Content-Type"].ToString(), await response.Content.ReadAsStringAsync(),
            Header(response, "x-acs-request-id"))
        {
            RetryAfterHeader = Header(response, "x-acs-retry-after"),
        };
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : "";

    private Dictionary<string, string> Signed(string method, string action, (string Name, string Value)[] business)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["Version"] = Version,
            ["AccessKeyId"] = accessKeyId,
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = FreshNonce(),
            ["Timestamp"] = Timestamp(),
        };
        if (Format.Length > 0) parameters["Format"] = Format;
        if (securityToken is not null) parameters["SecurityToken"] = securityToken;
        foreach (var (name, value) in business) parameters[name] = value;
        parameters["Signature"] = RpcSignature.Sign(Wire(method, [.. parameters.Select(parameter => new QueryParameter(parameter.Key, parameter.Value))], []), accessKeySecret);
        Bend?.Invoke(parameters);
        return parameters;
    }

    private WireRequest Wire(string method, IReadOnlyList<QueryParameter> query, IReadOnlyList<HeaderField> headers)
        => new() { Method = method, Scheme = "http", Host = host.Url.Authority, RawPath = "/", Query = query, Headers = headers };

    private string FreshNonce() => Nonce.Length > 0 ? Nonce : Guid.NewGuid().ToString("N");

    private string Timestamp() => (host.Time.GetUtcNow() + Skew).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // As Python's urlencode and Go's url.Values do: a space becomes a plus.
    private static string Encoded(IEnumerable<KeyValuePair<string, string>> parameters)
        => string.Join('&', parameters.Select(parameter => $"{WebUtility.UrlEncode(parameter.Key)}={WebUtility.UrlEncode(parameter.Value)}"));
}

/// <summary>An answer as it came over the wire.</summary>
internal sealed record StsAnswer(HttpStatusCode Status, string ContentType, string Body, string RequestIdHeader)
{
    public string RetryAfterHeader { get; init; } = "";

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public XElement Xml => XElement.Parse(Body);

    /// <summary>Such as <c>403 NoPermission: …</c>.</summary>
    public string Error => $"{(int)Status} {Json.GetProperty("Code").GetString()}: {Json.GetProperty("Message").GetString()}";
}
