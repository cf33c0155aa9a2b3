using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FcCreds.Tests.Storage.S3;

/// <summary>What a relay does to a connection.</summary>
internal abstract record RelayFault
{
    /// <summary>Closes it at once, as a host does where nothing listens.</summary>
    public sealed record Down : RelayFault;

    /// <summary>Takes the request and never answers.</summary>
    public sealed record Silent : RelayFault;

    /// <summary>Answers in the server's stead.</summary>
    public sealed record Answers(int Status, string Code) : RelayFault;

    /// <summary>Breaks off after so many bytes of answers.</summary>
    public sealed record CutAnswer(long Bytes) : RelayFault;

    /// <summary>Breaks off after so many bytes of requests.</summary>
    public sealed record CutRequest(long Bytes) : RelayFault;
}

/// <summary>Stands between a store and a real S3 server, and spoils connections as it is told.</summary>
internal sealed class FaultyRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly Task accepting;
    private Func<string, bool>? trigger;
    private RelayFault? fault;
    private int connections;

    public FaultyRelay(Uri server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Does this to the next so many connections, and ends those that are open.</summary>
    public void Spoil(RelayFault with, int times = int.MaxValue)
    {
        (connections, fault) = (times, with);
        foreach (var socket in open.Keys) Cut(socket);
    }

    /// <summary>From the first request on whose start is like this, does so to all connections; that request does not get through.</summary>
    public void SpoilFrom(Func<string, bool> isTrigger, RelayFault with) => trigger = start =>
    {
        if (!isTrigger(start)) return false;
        trigger = null;
        Spoil(with);
        return true;
    };

    public void Mend() => Interlocked.Exchange(ref connections, 0);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        foreach (var socket in open.Keys) Cut(socket);
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(ended.Token);
                _ = ServeAsync(client, Interlocked.Decrement(ref connections) >= 0 ? fault : null);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client, RelayFault? spoilt)
    {
        using var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp);
        open[client] = true;
        try
        {
            if (spoilt is RelayFault.Down) return;
            if (spoilt is RelayFault.Silent)
            {
                await PumpAsync(client, null, long.MaxValue);
                return;
            }
            if (spoilt is RelayFault.Answers answer)
            {
                await client.ReceiveAsync(new byte[64 * 1024], ended.Token);
                var body = $"<Error><Code>{answer.Code}</Code><Message>told to</Message></Error>";
                await client.SendAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Told\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"), ended.Token);
                client.Shutdown(SocketShutdown.Send);
                await PumpAsync(client, null, long.MaxValue);
                return;
            }
            await upstream.ConnectAsync(server.Host, server.Port, ended.Token);
            await Task.WhenAny(
                PumpAsync(client, upstream, spoilt is RelayFault.CutRequest request ? request.Bytes : long.MaxValue),
                PumpAsync(upstream, client, spoilt is RelayFault.CutAnswer reply ? reply.Bytes : long.MaxValue));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            Cut(client);
        }
    }

    private async Task PumpAsync(Socket from, Socket? to, long limit)
    {
        var buffer = new byte[64 * 1024];
        for (long passed = 0; passed < limit;)
        {
            var count = await from.ReceiveAsync(buffer, ended.Token);
            if (count == 0) return;
            passed += count;
            if (to is not null && trigger?.Invoke(System.Text.Encoding.ASCII.GetString(buffer, 0, Math.Min(count, 32))) == true) return;
            if (to is not null) await to.SendAsync(buffer.AsMemory(0, count), ended.Token);
        }
    }

    private void Cut(Socket socket)
    {
        if (!open.TryRemove(socket, out _)) return;
        // A reset rather than an orderly end.
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Dispose();
    }
}
