using System.Net;
using System.Text.Json;
using FcCreds.Identity.Upstream;
using FcCreds.Server.Control;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Identity.Delivery;

/// <summary>A server, and a program on its way to credentials there.</summary>
internal sealed class Delivering : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web);

    private readonly TestServer server;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private Delivering(TestServer server) => this.server = server;

    public TestServer Server => server;

    public static async Task<Delivering> StartAsync(string? dataFolder = null, UpstreamOptions? upstream = null) => new(await TestServer.StartAsync(dataFolder, upstream: upstream));

    /// <summary>Variables for a program that fetches credentials of the default role.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PrepareAsync(string via, string? role = null, double? seconds = null)
    {
        using var reply = await OrderAsync(via, role, seconds);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return JsonSerializer.Deserialize(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), OrderJson.Default.ConsumerReply)!.Variables;
    }

    public async Task<HttpResponseMessage> OrderAsync(string via, string? role = null, double? seconds = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, Consumers.Path));
        request.Headers.Add(OrderEndpoint.TokenHeader, server.Rooms.ControlToken);
        // With a length: orders are refused without one.
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { via, session = new { role, durationSeconds = seconds } }, Readable));
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync<T>(string path, T order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, path));
        request.Headers.Add(OrderEndpoint.TokenHeader, server.Rooms.ControlToken);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, Readable));
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri url, string? host = null, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, url);
        if (host is not null) request.Headers.Host = host;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static string AccessKeyIdIn(string body)
    {
        using var json = JsonDocument.Parse(body);
        Assert.Equal("Success", json.RootElement.GetProperty("Code").GetString());
        return json.RootElement.GetProperty("AccessKeyId").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }
}
