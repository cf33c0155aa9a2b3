using FcCreds.Testing;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Testing;

public sealed class AttachTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_test_runs_on_a_server_that_was_there_before()
    {
        await using var server = await TestServer.StartAsync();
        await using (var cloud = await FcCredsCloud.AttachAsync(server.Url, server.Rooms.ControlToken, Ct))
        {
            Assert.True(cloud.IsAttached);
            await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
            var c = await box.AssumeRoleAsync("exporter", ct: Ct);
            await box.ExpireAsync(c, Ct);
            Assert.Equal("403 SecurityTokenExpired", await OssPut.SendAsync(box, c, "b"));
            box.Journal.AssertDenied("oss:PutObject", key: "b");
        }
        // It outlives those who attach to it.
        using var put = await server.SendAsync(HttpMethod.Put, "a", "content");
        Assert.True(put.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Without_the_control_token_there_is_no_sandbox()
    {
        await using var server = await TestServer.StartAsync();
        await using var cloud = await FcCredsCloud.AttachAsync(server.Url, "wrong", Ct);
        var refused = await Assert.ThrowsAsync<FcCredsException>(() => cloud.NewSandboxAsync(ct: Ct));
        Assert.Equal(("Forbidden", 403), (refused.Code, refused.Status));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"buckets": ["photos"]}""")]
    [InlineData("""{"roles": [{"name": "exporter", "allow": ["oss:PutObject"]}], "buckets": ["photos"]}""")]
    public async Task An_order_in_plain_json_may_leave_out_what_it_does_not_need(string order)
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("x-fccreds-token", server.Rooms.ControlToken);
        using var reply = await http.PostAsync(new Uri(server.Url, "/_fccreds/sandboxes"), new StringContent(order), Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_sentence()
    {
        var failed = await Assert.ThrowsAsync<FcCredsException>(() => FcCredsCloud.AttachAsync(new("http://127.0.0.1:9"), null, Ct));
        Assert.StartsWith("No FcCreds server answers at http://127.0.0.1:9/", failed.Message, StringComparison.Ordinal);
    }
}
