using System.Net;
using System.Net.Sockets;
using System.Text;
using FcCreds.Core.Signing;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Fuzzing;

/// <summary>The whole server under odd requests: it refuses them in its own words and goes on.</summary>
public sealed class ServerFuzzTests
{
    private static readonly string[] Settings =
    [
        "acl", "cors", "lifecycle", "versioning", "policy", "referer", "website", "logging", "encryption", "tagging", "inventory&inventoryId=a", "requestPayment", "publicAccessBlock",
        "worm", "objectWorm", "httpsConfig", "accessPoint", "style&styleName=a", "resourceGroup", "transferAcceleration", "qosInfo", "img", "processConfiguration", "overwriteConfig",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_signed_body_is_too_much_for_it()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var signer = new OssSigner(server.Root, "cn-hangzhou");
        var turn = 0;
        await Fuzz.RunAsync("body", async input =>
        {
            var parts = Settings[turn++ % Settings.Length].Split('&');
            var query = parts.Select(part => part.Split('=') is [var name, var value] ? new FcCreds.Core.Http.QueryParameter(name, value) : new(part, "")).ToArray();
            using var request = SignedOssRequest.Create(signer, server.Url, parts[0] == "worm" ? HttpMethod.Post : HttpMethod.Put, TestServer.Bucket, "", query, new ByteArrayContent(input));
            using var reply = await http.SendAsync(request, Ct);
            Assert.True(reply.StatusCode != HttpStatusCode.InternalServerError, $"{request.RequestUri!.Query} is answered with 500");
        });
        using var still = await server.SendAsync(HttpMethod.Put, "still", "there");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task No_request_line_or_header_is_too_much_for_it()
    {
        const int SocketsAreSlow = 6;
        await using var server = await TestServer.StartAsync();
        await Fuzz.RunAsync("authorization", async input =>
        {
            var lines = Encoding.Latin1.GetString(input).Split('\n', 3);
            var head = $"GET /{lines[0].TrimStart('/')} HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: {lines.ElementAtOrDefault(1)}\r\nx-oss-date: {lines.ElementAtOrDefault(2)}\r\nConnection: close\r\n\r\n";
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, server.Url.Port, Ct);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head), Ct);
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            Assert.DoesNotContain(" 500 ", await StatusAsync(reader), StringComparison.Ordinal);
        }, SocketsAreSlow);
        using var still = await server.SendAsync(HttpMethod.Put, "still", "there");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    /// <summary>Empty where the connection was ended without an answer.</summary>
    private static async Task<string> StatusAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync(Ct) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
