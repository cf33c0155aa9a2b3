using System.Net;
using System.Net.Http.Json;

namespace FcCreds.Tests.Cli;

public sealed class OrderTests
{
    [Theory]
    [InlineData("/_fccreds/invocations")]
    [InlineData("/_fccreds/credentials")]
    public async Task Orders_are_taken_only_with_the_token_of_the_data_folder(string path)
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(server.Url) };
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, path, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, path, ""));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, path, new string('0', 32)));
        Assert.NotEqual(HttpStatusCode.Forbidden, await PostAsync(http, path, server.Ready.GetProperty("controlToken").GetString()));
    }

    [Fact]
    public async Task Server_file_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(tool.Folder.FullName, "data", "server.json")));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { @event = "" }) };
        await request.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        if (token is not null) request.Headers.TryAddWithoutValidation("x-fccreds-token", token);
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }
}
