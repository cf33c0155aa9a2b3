using System.Globalization;
using System.Net;
using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Testing.Wire;

/// <summary>STS AssumeRole, signed and sent as a client does.</summary>
internal static class AssumeRoleRequest
{
    public static async Task<TemporaryCredentials> SendAsync(HttpClient http, Uri server, SigningKey key, string roleArn, TimeSpan duration, CancellationToken ct)
    {
        List<QueryParameter> query =
        [
            new("Action", "AssumeRole"), new("Version", "2015-04-01"), new("Format", "JSON"), new("AccessKeyId", key.AccessKeyId),
            new("SignatureMethod", "HMAC-SHA1"), new("SignatureVersion", "1.0"), new("SignatureNonce", Guid.NewGuid().ToString("N")),
            new("Timestamp", SignatureTime.Format(TimeProvider.System.GetUtcNow(), SignatureTime.IsoExtended)),
            new("RoleArn", roleArn), new("RoleSessionName", "sandbox"),
            new("DurationSeconds", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        ];
        var wire = new WireRequest { Method = "GET", Scheme = "http", Host = server.Authority, RawPath = "/", Query = query, Headers = [] };
        query.Add(new("Signature", RpcSignature.Sign(wire, key.AccessKeySecret.Value)));
        using var reply = await http.GetAsync(new Uri(server, "/?" + string.Join('&', query.Select(one => $"{one.Name}={PercentEncoding.Encode(one.Value!)}"))), ct);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(ct));
        if (reply.StatusCode != HttpStatusCode.OK)
        {
            var (code, message) = (json.RootElement.GetProperty("Code").GetString(), json.RootElement.GetProperty("Message").GetString());
            throw new FcCredsException($"AssumeRole {roleArn}: {code}: {message}") { Code = code, Status = (int)reply.StatusCode };
        }
        var credentials = json.RootElement.GetProperty("Credentials");
        string Field(string name) => credentials.GetProperty(name).GetString()!;
        return new()
        {
            AccessKeyId = Field("AccessKeyId"),
            AccessKeySecret = Field("AccessKeySecret"),
            SecurityToken = Field("SecurityToken"),
            Expiration = DateTimeOffset.Parse(Field("Expiration"), CultureInfo.InvariantCulture),
        };
    }
}
