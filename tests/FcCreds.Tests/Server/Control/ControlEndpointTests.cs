using System.Net;
using System.Net.Http.Json;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Server.Control;

public sealed class ControlEndpointTests
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    public async Task A_page_in_a_browser_does_not_get_at_the_journal(string header, string value)
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/_fccreds/journal"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var reply = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task Moving_the_life_clock_expires_a_session_and_moving_it_back_revives_it()
    {
        await using var server = await TestServer.StartAsync();
        var session = await SessionAsync(server);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, "a", "x", session)).StatusCode);
        await MoveLifeAsync(server, 7200);
        using var expired = await server.SendAsync(HttpMethod.Get, "a", with: session);
        Assert.Equal(HttpStatusCode.Forbidden, expired.StatusCode);
        var error = await expired.Content.ReadAsStringAsync();
        Assert.Contains("<Code>SecurityTokenExpired</Code>", error, StringComparison.Ordinal);
        Assert.Contains("<EC>0002-00000007</EC>", error, StringComparison.Ordinal);
        await MoveLifeAsync(server, 0);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "a", with: session)).StatusCode);
    }

    [Fact]
    public async Task One_session_is_expired_by_order_with_the_token_only()
    {
        await using var server = await TestServer.StartAsync();
        var (session, neighbour) = (await SessionAsync(server), await SessionAsync(server));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var expire = new Uri(server.Url, $"/_fccreds/sessions/{session.AccessKeyId}/expire");
        using var untrusted = await http.PostAsync(expire, null);
        Assert.Equal(HttpStatusCode.Forbidden, untrusted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, "a", "x", session)).StatusCode);

        http.DefaultRequestHeaders.Add("x-fccreds-token", server.Rooms.ControlToken);
        using var done = await http.PostAsync(expire, null);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);

        using var refused = await server.SendAsync(HttpMethod.Get, "a", with: session);
        Assert.Contains("<Code>SecurityTokenExpired</Code>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "a", with: neighbour)).StatusCode);
        Assert.Contains("session-expired", await http.GetStringAsync(new Uri(server.Url, "/_fccreds/journal")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_drops_objects_and_makes_the_configured_buckets_anew()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "a", "x");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var reset = await http.PostAsync(new Uri(server.Url, "/_fccreds/reset"), null);
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        using var gone = await server.SendAsync(HttpMethod.Get, "a");
        Assert.Contains("<Code>NoSuchKey</Code>", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_secret_nor_token_nor_signature_is_in_the_journal_in_memory_or_on_disk()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-secrets-").FullName;
        try
        {
            string journal;
            SigningKey session;
            await using (var server = await TestServer.StartAsync(folder))
            {
                session = await SessionAsync(server);
                await server.SendAsync(HttpMethod.Put, "a", "x", session);
                await server.SendAsync(HttpMethod.Get, "a", with: session with { AccessKeySecret = new("wrong-secret-of-this-test") });
                using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
                journal = await http.GetStringAsync(new Uri(server.Url, "/_fccreds/journal"));
                Assert.Contains(server.Rooms.Journal.Read(new()), told => told is ServiceCalled { Code: "SignatureDoesNotMatch" });
            }
            var kept = string.Concat(Directory.EnumerateFiles(Path.Combine(folder, "journal")).Select(File.ReadAllText));
            Assert.Contains(session.AccessKeyId, kept, StringComparison.Ordinal);
            foreach (var text in new[] { journal, kept })
            {
                Assert.DoesNotContain(session.AccessKeySecret.Value, text, StringComparison.Ordinal);
                Assert.DoesNotContain(session.SecurityToken!.Value.Value, text, StringComparison.Ordinal);
                Assert.DoesNotContain("Signature=", text, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<SigningKey> SessionAsync(TestServer server)
    {
        var session = await server.Rooms.Sessions.AssumeForServiceAsync(
            new()
            {
                RoleArn = server.Rooms.Configuration.DefaultRoleArn,
                Service = "fc.aliyuncs.com",
                RoleSessionName = "control",
                Duration = TimeSpan.FromHours(1),
                Scope = SessionScope.Shared,
            },
            CancellationToken.None);
        return SigningKey.Of(session.Credentials!);
    }

    private static async Task MoveLifeAsync(TestServer server, double seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var moved = await http.PostAsync(new Uri(server.Url, "/_fccreds/clock"), JsonContent.Create(new Dictionary<string, double> { ["lifeSeconds"] = seconds }));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
    }
}
