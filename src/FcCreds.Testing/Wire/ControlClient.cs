using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Journal;
using FcCreds.Server.Control;

namespace FcCreds.Testing.Wire;

/// <summary>Orders to a server and questions about it, the same for one in this process and one elsewhere.</summary>
internal sealed class ControlClient(Uri url, string? token) : IDisposable
{
    private const int JournalPage = 1000;

    public Uri Url => url;

    /// <summary>Never through a proxy: the server is local, and a test may run inside another one's environment.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public async Task<SandboxReply> OpenSandboxAsync(SandboxOrder order, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, Sandboxes.Path);
        // With its length told: an order without one is refused.
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, OrderJson.Default.SandboxOrder));
        using var reply = await SendAsync(request, ct);
        return (await reply.Content.ReadFromJsonAsync(OrderJson.Default.SandboxReply, ct))!;
    }

    public async Task<InvocationReport> InvokeAsync(InvocationOrder order, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, OrderEndpoint.Invocations);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, OrderJson.Default.InvocationOrder));
        using var reply = await SendAsync(request, ct);
        return (await reply.Content.ReadFromJsonAsync(OrderJson.Default.InvocationReport, ct))!;
    }

    public async Task RemoveSandboxAsync(string accountId, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Delete, $"{Sandboxes.Path}/{accountId}");
        using var reply = await SendAsync(request, ct);
    }

    public async Task EndSessionAsync(string accessKeyId, string end, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Post, $"/_fccreds/sessions/{accessKeyId}/{end}");
        using var reply = await SendAsync(request, ct);
    }

    /// <summary>Everything since, oldest first. Waits for the server, so that an assertion needs no await.</summary>
    public IReadOnlyList<JournalEvent> Journal(long after)
    {
        List<JournalEvent> all = [];
        while (true)
        {
            using var request = Request(HttpMethod.Get, $"/_fccreds/journal?after={after}");
            using var reply = Http.Send(request);
            reply.EnsureSuccessStatusCode();
            using var body = reply.Content.ReadAsStream();
            var page = JsonSerializer.Deserialize(body, (JsonTypeInfo<IReadOnlyList<JournalEvent>>)JournalJson.Readable.IReadOnlyListJournalEvent)!;
            all.AddRange(page);
            if (page.Count < JournalPage) return all;
            after = page[^1].Sequence;
        }
    }

    public void Dispose() => Http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(url, path));
        if (token is not null) request.Headers.TryAddWithoutValidation(OrderEndpoint.TokenHeader, token);
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var reply = await Http.SendAsync(request, ct);
        if (reply.IsSuccessStatusCode) return reply;
        using (reply) throw await RefusalAsync(reply, ct);
    }

    private static async Task<FcCredsException> RefusalAsync(HttpResponseMessage reply, CancellationToken ct)
    {
        var body = await reply.Content.ReadAsStringAsync(ct);
        try
        {
            var refusal = JsonSerializer.Deserialize(body, OrderJson.Default.OrderRefusal)!;
            return new($"{refusal.Code}: {refusal.Message}") { Code = refusal.Code, Status = (int)reply.StatusCode };
        }
        catch (JsonException)
        {
            return new($"The server answered {(int)reply.StatusCode}: {body.Trim()}") { Status = (int)reply.StatusCode };
        }
    }
}
