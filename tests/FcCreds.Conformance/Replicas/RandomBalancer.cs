using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace FcCreds.Conformance.Replicas;

/// <summary>One address before several servers: each connection goes to any of them, and to another when that one does not take it.</summary>
internal sealed class RandomBalancer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Random random;
    private readonly Task accepting;
    private ImmutableArray<Uri> servers = [];

    public RandomBalancer(int seed)
    {
        random = new(seed);
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Add(Uri server) => ImmutableInterlocked.Update(ref servers, known => known.Add(server));

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(ended.Token));
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                using var server = await ConnectAsync();
                if (server is null) return;
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
                await Task.WhenAny(PumpAsync(client, server, stop.Token), PumpAsync(server, client, stop.Token));
                await stop.CancelAsync();
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        Uri[] order = [.. servers];
        lock (random) random.Shuffle(order);
        foreach (var url in order)
        {
            var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, url.Port, ended.Token);
                return server;
            }
            catch (SocketException)
            {
                server.Dispose();
            }
        }
        return null;
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken ct)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, ct) is var count and > 0) await to.SendAsync(buffer.AsMemory(0, count), ct);
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
