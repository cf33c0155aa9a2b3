using System.Net;
using System.Net.Sockets;
using System.Text;
using FcCreds.Core.Journal;
using FcCreds.Server.Capture;

namespace FcCreds.Tests.Server.Capture;

public sealed class CaptureTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_clouds_endpoint_is_answered_here(string scheme)
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Captured();
        var url = new Uri($"{scheme}://{TestServer.Bucket}.oss-cn-shenzhen-internal.aliyuncs.com/captured");
        using var put = await http.SendAsync(TestServer.Signed(HttpMethod.Put, url, "captured", "content", server.Root));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var got = await server.SendAsync(HttpMethod.Get, "captured");
        Assert.Equal("content", await got.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_host_of_the_cloud_that_is_not_emulated_is_refused_by_name_and_told(string scheme)
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Captured();
        using var reply = await http.GetAsync(new Uri($"{scheme}://ecs.aliyuncs.com/"));
        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        Assert.StartsWith("ecs.aliyuncs.com is a host of Alibaba Cloud", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(server.Rooms.Journal.Read(new()), told => told is JournalNote { Kind: "cloud-host-refused" });
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_key_that_verifies_callbacks_is_got_where_the_cloud_publishes_its_own(string scheme)
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Captured();
        Assert.Equal(server.Rooms.CallbackPublicKeyPem, await http.GetStringAsync(new Uri($"{scheme}://gosspublic.alicdn.com/callback_pub_key_v1.pem")));
        using var other = await http.GetAsync(new Uri($"{scheme}://gosspublic.alicdn.com/ossutil/ossutil64"));
        Assert.Equal(HttpStatusCode.BadGateway, other.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_hosts_are_reached_or_refused_as_the_egress_policy_says(bool allowed)
    {
        await using var elsewhere = await TestServer.StartAsync();
        await using var server = await TestServer.StartAsync(egress: allowed ? Egress.Allow : Egress.Deny);
        // A raw CONNECT, since clients go to loopback addresses directly.
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT 127.0.0.1:{elsewhere.Url.Port} HTTP/1.1\r\n\r\n"));
        var answer = await ReadUntilAsync(stream, "\r\n\r\n");
        Assert.StartsWith(allowed ? "HTTP/1.1 200 " : "HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        var kind = allowed ? "egress" : "egress-refused";
        Assert.Contains(server.Rooms.Journal.Read(new()), told => told is JournalNote note && note.Kind == kind);
        if (!allowed) return;
        await stream.WriteAsync("GET /_fccreds/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 200 OK", await ReadUntilAsync(stream, "cn-hangzhou"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connect_without_a_port_is_a_bad_request()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        await client.GetStream().WriteAsync("CONNECT nowhere HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 400 ", await ReadUntilAsync(client.GetStream(), "\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_is_not_reached_through_captured_connections()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Captured();
        using var reply = await http.GetAsync(new Uri("https://oss-cn-hangzhou.aliyuncs.com/_fccreds/journal"));
        Assert.NotEqual(HttpStatusCode.OK, reply.StatusCode);
    }

    private static async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0) break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        return text.ToString();
    }
}
