using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FcCreds.Server;
using FcCreds.Storage.Embedded;

namespace FcCreds.Tests.Server.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task A_taken_port_is_one_sentence_with_a_way_out()
    {
        await using var first = await TestServer.StartAsync();
        var failure = await Assert.ThrowsAsync<StartFailure>(() => TestServer.StartAsync(listen: new(IPAddress.Loopback, first.Url.Port)));
        Assert.Contains($"127.0.0.1:{first.Url.Port} is taken", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_has_one_holder_and_keeps_its_objects_for_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-start-").FullName;
        try
        {
            await using (var server = await TestServer.StartAsync(folder))
            {
                await server.SendAsync(HttpMethod.Put, "kept", "content");
                var taken = await Assert.ThrowsAsync<DataFolderInUseException>(() => TestServer.StartAsync(folder));
                Assert.Contains(folder, taken.Message, StringComparison.Ordinal);
            }
            await using var next = await TestServer.StartAsync(folder);
            using var kept = await next.SendAsync(HttpMethod.Get, "kept");
            Assert.Equal("content", await kept.Content.ReadAsStringAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_ready_file_is_private_and_says_where_and_as_whom()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-ready-").FullName;
        try
        {
            var file = Path.Combine(folder, "ready.json");
            await using var server = await TestServer.StartAsync(readyFile: file);
            using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            Assert.Equal(server.Url, new Uri(ready.RootElement.GetProperty("url").GetString()!));
            Assert.Equal(Environment.ProcessId, ready.RootElement.GetProperty("pid").GetInt32());
            Assert.Equal(RootAccessKeys.DocumentedAccessKeyId, ready.RootElement.GetProperty("rootAccessKeyId").GetString());
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_documented_root_key_is_never_given_to_a_server_that_others_can_reach()
    {
        await using var server = await TestServer.StartAsync(listen: new(IPAddress.Any, 0));
        Assert.NotEqual(RootAccessKeys.DocumentedAccessKeyId, server.Root.AccessKeyId);
    }

    [Theory]
    [InlineData("GET /server-tests/%zz HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET http://localhost/server-tests/a%00b HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET /server-tests/a/../../b HTTP/1.1\r\nHost: localhost")]
    [InlineData("GET /server-tests//a%2Fb HTTP/1.1\r\nHost: localhost\r\nx-oss-meta-name: \u00e9")]
    [InlineData("GET / HTTP/1.0")]
    public async Task Odd_requests_get_an_answer_of_the_clouds_and_never_a_server_error(string head)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head + "\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.Contains("x-oss-request-id", answer, StringComparison.Ordinal);
    }
}
