using System.Net;
using System.Xml;
using System.Xml.Linq;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Testing.Wire;

/// <summary>The few OSS requests that prepare and look through a test's buckets: path style, signed with version 4.</summary>
internal sealed class OssRequests(HttpClient http, Uri server, SigningKey key, string region)
{
    public async Task PutAsync(string bucket, string objectKey, HttpContent content, CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Put, bucket, objectKey, [], content, ct);
    }

    public async Task<byte[]> GetAsync(string bucket, string objectKey, CancellationToken ct)
    {
        using var reply = await SendAsync(HttpMethod.Get, bucket, objectKey, [], null, ct);
        return await reply.Content.ReadAsByteArrayAsync(ct);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken ct)
    {
        List<string> keys = [];
        var continuation = "";
        do
        {
            QueryParameter[] asked = [new("list-type", "2"), new("prefix", prefix), new("encoding-type", "url"), new("max-keys", "1000"), new("continuation-token", continuation)];
            using var reply = await SendAsync(HttpMethod.Get, bucket, "", [.. asked.Where(one => one.Value!.Length > 0)], null, ct);
            var page = XElement.Parse(await reply.Content.ReadAsStringAsync(ct));
            keys.AddRange(page.Elements("Contents").Select(entry => WebUtility.UrlDecode((string?)entry.Element("Key") ?? "")));
            continuation = WebUtility.UrlDecode((string?)page.Element("NextContinuationToken") ?? "");
        }
        while (continuation.Length > 0);
        return keys;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string bucket, string objectKey, QueryParameter[] query, HttpContent? content, CancellationToken ct)
    {
        using var request = SignedOssRequest.Create(new(key, region), server, method, bucket, objectKey, query, content);
        var reply = await http.SendAsync(request, ct);
        if (reply.IsSuccessStatusCode) return reply;
        using (reply) throw await RefusalAsync(reply, $"{method} oss://{bucket}/{objectKey}", ct);
    }

    private static async Task<FcCredsException> RefusalAsync(HttpResponseMessage reply, string what, CancellationToken ct)
    {
        var body = await reply.Content.ReadAsStringAsync(ct);
        try
        {
            var error = XElement.Parse(body);
            var code = (string?)error.Element("Code");
            return new($"{what}: {code}: {(string?)error.Element("Message")}") { Code = code, Status = (int)reply.StatusCode };
        }
        catch (XmlException)
        {
            return new($"{what}: the server answered {(int)reply.StatusCode}.") { Status = (int)reply.StatusCode };
        }
    }
}
