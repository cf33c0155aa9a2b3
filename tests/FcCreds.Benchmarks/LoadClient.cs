using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FcCreds.Benchmarks;

/// <summary>
/// Sends one prepared request over and over on some connections and counts the answers. A signed request stays valid for 15
/// minutes, so nothing is signed while the clock runs and the client stays much cheaper than the server.
/// </summary>
internal sealed class LoadClient(Uri server, byte[] request, int connections)
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>Requests per second over the given time.</summary>
    public async Task<double> MeasureAsync(TimeSpan time)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => RunAsync(() => clock.GetElapsedTime(start) < time))));
        return counts.Sum() / clock.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Latencies of a number of requests one after the other.</summary>
    public async Task<TimeSpan[]> LatenciesAsync(int requests)
    {
        var clock = TimeProvider.System;
        using var socket = await ConnectAsync();
        var buffer = new byte[64 * 1024];
        var latencies = new TimeSpan[requests];
        for (var i = 0; i < requests; i++)
        {
            var start = clock.GetTimestamp();
            await ExchangeAsync(socket, buffer);
            latencies[i] = clock.GetElapsedTime(start);
        }
        return latencies;
    }

    private async Task<long> RunAsync(Func<bool> goOn)
    {
        using var socket = await ConnectAsync();
        var buffer = new byte[256 * 1024];
        long count = 0;
        while (goOn())
        {
            await ExchangeAsync(socket, buffer);
            count++;
        }
        return count;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
        return socket;
    }

    private async Task ExchangeAsync(Socket socket, byte[] buffer)
    {
        for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent));
        var filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf(EndOfHead)) < 0) filled += await ReceiveAsync(socket, buffer.AsMemory(filled));
        var head = Encoding.ASCII.GetString(buffer, 0, headEnd);
        if (!head.StartsWith("HTTP/1.1 2", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The server refused the measured request:\n{head}\n{Encoding.UTF8.GetString(buffer, headEnd, filled - headEnd)}");
        }
        var remaining = ContentLength(head) - (filled - headEnd - EndOfHead.Length);
        while (remaining > 0) remaining -= await ReceiveAsync(socket, buffer);
    }

    private static async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        var received = await socket.ReceiveAsync(buffer);
        return received > 0 ? received : throw new InvalidOperationException("The server closed the connection.");
    }

    private static long ContentLength(string head)
    {
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0) throw new InvalidOperationException($"The measured answer has no Content-Length:\n{head}");
        var end = head.IndexOf('\r', at);
        return long.Parse(head.AsSpan(at + 16, (end < 0 ? head.Length : end) - at - 16), provider: null);
    }
}
