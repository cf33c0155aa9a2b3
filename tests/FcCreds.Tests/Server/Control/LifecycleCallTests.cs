using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Server.Control;

/// <summary>Running lifecycles by order, with the life clock moved as a test of somebody's rules would.</summary>
public sealed class LifecycleCallTests
{
    private const string Rules = "<LifecycleConfiguration><Rule><ID>old</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lifecycles_are_run_at_once_and_tell_what_they_did()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.Equal("[]", await RunAsync(http, server));

        using var rules = SignedOssRequest.Create(new(server.Root, "cn-hangzhou"), server.Url, HttpMethod.Put, TestServer.Bucket, "", [new("lifecycle", null)], new ByteArrayContent(Encoding.UTF8.GetBytes(Rules)));
        using var put = await http.SendAsync(rules, Ct);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        foreach (var key in new[] { "logs/a", "logs/b", "kept" }) Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, key, "x")).StatusCode);
        Assert.Equal((TestServer.Bucket, 0), Read(await RunAsync(http, server)));

        using var moved = await http.PostAsync(new Uri(server.Url, "/_fccreds/clock"), JsonContent.Create(new Dictionary<string, double> { ["lifeSeconds"] = TimeSpan.FromDays(5).TotalSeconds }), Ct);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal((TestServer.Bucket, 2), Read(await RunAsync(http, server)));
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "logs/a")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "kept")).StatusCode);
        Assert.Equal((TestServer.Bucket, 0), Read(await RunAsync(http, server)));
        Assert.Contains("server-tests: 2 objects expired", await http.GetStringAsync(new Uri(server.Url, "/_fccreds/journal"), Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("GET", "Accept", "*/*", HttpStatusCode.NotFound)]
    public async Task Pages_and_other_verbs_run_nothing(string method, string header, string value, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(new(method), new Uri(server.Url, "/_fccreds/lifecycle"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var reply = await http.SendAsync(request, Ct);
        Assert.Equal(status, reply.StatusCode);
    }

    private static async Task<string> RunAsync(HttpClient http, TestServer server)
    {
        using var reply = await http.PostAsync(new Uri(server.Url, "/_fccreds/lifecycle"), null, Ct);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        return await reply.Content.ReadAsStringAsync(Ct);
    }

    private static (string? Bucket, int Expired) Read(string reports)
    {
        using var json = JsonDocument.Parse(reports);
        var report = Assert.Single(json.RootElement.EnumerateArray());
        return (report.GetProperty("bucket").GetString(), report.GetProperty("expired").GetInt32());
    }
}
