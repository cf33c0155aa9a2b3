using System.Net;
using System.Net.Sockets;

namespace FcCreds.Tests.Cli;

public sealed class ServeTests
{
    [Fact]
    public async Task Ready_file_tells_where_and_as_whom()
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        Assert.All(["url", "pid", "account", "region", "rootAccessKeyId", "rootAccessKeySecret"], (string name) => Assert.True(server.Ready.TryGetProperty(name, out _), name));
        Assert.StartsWith("http://127.0.0.1:", server.Url, StringComparison.Ordinal);
        (await tool.RunAsync("health", "--url", server.Url)).Expect(0);
        (await tool.RunAsync("health")).Expect(0);
    }

    [Theory]
    [InlineData("--range-behavior", "sometimes", "compatible")]
    [InlineData("--expired-token", "maybe", "unknown")]
    [InlineData("--clock-skew", "-1", "negative")]
    [InlineData("--sts-quota", "-1", "negative")]
    [InlineData("--restore-delay", "-1", "negative")]
    [InlineData("--metadata-role", "nobody", "There is no role")]
    [InlineData("--oidc-token-file", "/nowhere/token", "--oidc-token-file: Could not find")]
    [InlineData("--oidc-role", "nobody", "go with --oidc-token-file")]
    public async Task Switch_that_is_none_is_refused_before_anything_starts(string option, string value, string sentence)
    {
        using var tool = new Tool();
        var refused = (await tool.RunAsync("serve", "--port", "0", "--ephemeral", $"{option}={value}")).Expect(2);
        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_not_healthy()
    {
        using var tool = new Tool();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var free = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        (await tool.RunAsync("health", "--url", $"http://127.0.0.1:{free}")).Expect(1);
    }

    [Fact]
    public async Task Files_go_through_the_running_server_of_the_data_folder()
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        tool.Write("a file.txt", "content");
        (await tool.RunAsync("invoke", Fixtures.Function("parse-json"), "--bucket", "my-bucket")).Expect(0);
        (await tool.RunAsync("put", "a file.txt", "oss://my-bucket/in/../ü+/")).Expect(0);
        var objects = (await tool.RunAsync("ls", "-r", "--json", "oss://my-bucket")).Expect(0).Json;
        var entry = Assert.Single(objects.EnumerateArray());
        Assert.Equal("in/../ü+/a file.txt", entry.GetProperty("name").GetString());
        Assert.Equal(7, entry.GetProperty("size").GetInt64());
        Assert.Equal("content", (await tool.RunAsync("cat", "oss://my-bucket/in/../ü+/a file.txt")).Expect(0).Output);
        Assert.Contains("in/", (await tool.RunAsync("ls", "oss://my-bucket")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("my-bucket", (await tool.RunAsync("ls")).Expect(0).Output, StringComparison.Ordinal);
        var missing = (await tool.RunAsync("cat", "oss://my-bucket/missing")).Expect(1);
        Assert.Contains("NoSuchKey", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_becomes_an_object()
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        (await tool.RunAsync("invoke", Fixtures.Function("parse-json"), "--bucket", "my-bucket")).Expect(0);
        (await tool.RunAsync(["put", "-", "oss://my-bucket/notes.txt"], "from a pipe")).Expect(0);
        Assert.Equal("from a pipe", (await tool.RunAsync("cat", "oss://my-bucket/notes.txt")).Expect(0).Output);
    }

    [Fact]
    public async Task Second_server_on_the_same_data_folder_says_who_holds_it()
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        var refused = (await tool.RunAsync("serve", "--port", "0")).Expect(2);
        Assert.Contains(server.Url, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_port_is_told_with_a_way_out()
    {
        using var tool = new Tool();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var refused = (await tool.RunAsync("serve", "--port", port)).Expect(2);
        Assert.Contains(port, refused.Error, StringComparison.Ordinal);
        Assert.Contains("--port 0", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
    }
}
