using System.Net;
using System.Net.Sockets;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Oss;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Server.Capture;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Fuzzing;

/// <summary>The whole server under odd requests: it refuses them in its own words and goes on.</summary>
public sealed class ServerFuzzTests
{
    private const int SocketsAreSlow = 6;
    private const string Untouched = "untouched";

    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every operation that may have a document as its body.</summary>
    private static OperationRow[] RowsWithBody
        => [.. OssApi.Rows.Where(row => row.Method is "PUT" or "POST" && row.State != OperationState.None && !row.Condition.Text.Contains('@', StringComparison.Ordinal))];

    [Fact]
    public async Task No_signed_body_is_too_much_for_it()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var (signer, rows, turn) = (new OssSigner(server.Root, "cn-hangzhou"), RowsWithBody, 0);
        await Fuzz.RunAsync("body", async input =>
        {
            var row = rows[turn++ % rows.Length];
            var (bucket, key) = row.Level switch { OssLevel.Service => ("", ""), OssLevel.Bucket => (TestServer.Bucket, ""), _ => (TestServer.Bucket, "data") };
            using var request = SignedOssRequest.Create(signer, server.Url, new(row.Method), bucket, key, Query(row), new ByteArrayContent(input));
            using var reply = await http.SendAsync(request, Ct);
            Assert.True(reply.StatusCode != HttpStatusCode.InternalServerError, $"{row.Name} is answered with 500");
            await reply.Content.ReadAsByteArrayAsync(Ct);
        });
        await AssertAnswersAsync(server);
    }

    /// <summary>An input is a request as it goes over the wire, with line feeds alone.</summary>
    [Fact]
    public async Task No_request_is_too_much_for_it()
    {
        await using var server = await StartAsync();
        await Fuzz.RunAsync("http", input => SendAsync(server, WithLength(input)), SocketsAreSlow);
        await AssertAnswersAsync(server);
    }

    [Fact]
    public async Task No_signature_is_too_much_for_it()
    {
        await using var server = await StartAsync();
        await Fuzz.RunAsync("authorization", input =>
        {
            var lines = Encoding.Latin1.GetString(input).Split('\n', 3);
            var head = $"GET /{lines[0].TrimStart('/')} HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: {lines.ElementAtOrDefault(1)}\r\nx-oss-date: {lines.ElementAtOrDefault(2)}\r\nConnection: close\r\n\r\n";
            return SendAsync(server, Encoding.Latin1.GetBytes(head));
        }, SocketsAreSlow);
        await AssertAnswersAsync(server);
    }

    /// <summary>A server that reaches nothing outside: a changed request may name any host.</summary>
    private static Task<TestServer> StartAsync() => TestServer.StartAsync(
        egress: Egress.Deny,
        configure: configuration => configuration with { Buckets = [.. configuration.Buckets, new() { Name = Untouched, AccountId = configuration.AccountId, Region = "cn-hangzhou" }] });

    /// <summary>The query that leads to the row.</summary>
    private static QueryParameter[] Query(OperationRow row) =>
    [
        .. row.Condition.Text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select((part, at) => part.Split('=') is [var name, var value]
            ? new QueryParameter(name, value.TrimEnd('*'))
            : new(part, part switch { "partNumber" => "1", "append" or "acl" => "", _ => at == 0 ? "" : "a" })),
        .. row.Condition.Text == "append" ? [new QueryParameter("position", "0")] : Array.Empty<QueryParameter>(),
    ];

    private static byte[] WithLength(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input).Replace("\n", "\r\n", StringComparison.Ordinal);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return Encoding.Latin1.GetBytes(text);
        return Encoding.Latin1.GetBytes($"{text[..end]}\r\nContent-Length: {text.Length - end - 4}{text[end..]}");
    }

    private static async Task SendAsync(TestServer server, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port, Ct);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, Ct);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(" 500 ", await FirstLineAsync(client.Client, reader), StringComparison.Ordinal);
        }
        catch (Exception ended) when (ended is IOException or SocketException)
        {
            // The connection was ended without an answer, as one that does not speak HTTP deserves.
        }
    }

    /// <summary>A request that announces more than it has is ended when the server waits for the rest; ended at once, none would be read through.</summary>
    private static async Task<string> FirstLineAsync(Socket socket, StreamReader reader)
    {
        var line = reader.ReadLineAsync(Ct).AsTask();
        try
        {
            return await line.WaitAsync(LongEnough, TimeProvider.System, Ct) ?? "";
        }
        catch (TimeoutException)
        {
            socket.Shutdown(SocketShutdown.Send);
            return await line ?? "";
        }
    }

    private static async Task AssertAnswersAsync(TestServer server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = SignedOssRequest.Create(new(server.Root, "cn-hangzhou"), server.Url, HttpMethod.Put, Untouched, "still", [], new ByteArrayContent("there"u8.ToArray()));
        using var reply = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
