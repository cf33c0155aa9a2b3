using System.Net;
using System.Xml.Linq;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Testing;

namespace FcCreds.Tests.Testing;

/// <summary>A user's client: PutObject over HttpClient, signed with the temporary credentials.</summary>
internal static class OssPut
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Such as <c>200</c> or <c>403 SecurityTokenExpired</c>.</summary>
    public static async Task<string> SendAsync(Sandbox box, TemporaryCredentials credentials, string key, string? bucket = null)
    {
        bucket ??= box.Bucket();
        var path = $"/{bucket}/{key}";
        var wire = new WireRequest { Method = "PUT", Scheme = "http", Host = box.OssEndpoint.Authority, RawPath = path, Query = [], Headers = [] };
        var signer = new OssSigner(new(credentials.AccessKeyId, new(credentials.AccessKeySecret), new(credentials.SecurityToken)), box.Region);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(box.OssEndpoint, path)) { Content = new ByteArrayContent("content"u8.ToArray()) };
        foreach (var (name, value) in signer.SignV4(wire, bucket, key, TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        if (reply.StatusCode == HttpStatusCode.OK) return "200";
        var error = XElement.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return $"{(int)reply.StatusCode} {(string?)error.Element("Code")}";
    }
}
