using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FcCreds.Soak.Faults;

/// <summary>Stands before a real server, and spoils connections as it is told.</summary>
internal sealed class FaultyRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<RelayedConnection, bool> open = new();
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
        foreach (var connection in open.Keys) connection.Dispose();
    }

    /// <summary>Does this to one of the connections that are open, or to none where none is.</summary>
    public void SpoilOne(RelayFault with, int choice)
    {
        var all = open.Keys.ToArray();
        if (all.Length > 0) all[choice % all.Length].Spoil(with);
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
        foreach (var connection in open.Keys) connection.Dispose();
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
                client.NoDelay = true;
                var connection = new RelayedConnection(client, start => trigger?.Invoke(start) ?? false);
                if (Interlocked.Decrement(ref connections) >= 0 && fault is { } spoilt) connection.Spoil(spoilt);
                _ = ServeAsync(connection);
            }
            catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(RelayedConnection connection)
    {
        open[connection] = true;
        try
        {
            await connection.ServeAsync(server, ended.Token);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            open.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
