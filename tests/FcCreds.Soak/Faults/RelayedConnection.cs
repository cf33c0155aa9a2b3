using System.Net.Sockets;
using System.Text;

namespace FcCreds.Soak.Faults;

/// <summary>One connection through a relay, which may be spoilt at its beginning or later.</summary>
internal sealed class RelayedConnection(Socket client, Func<string, bool> isTrigger) : IDisposable
{
    private const int SlowPiece = 4096;

    private readonly Socket upstream = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private RelayFault? fault;
    private long left;

    /// <summary>From now on; bytes are counted from here.</summary>
    public void Spoil(RelayFault with)
    {
        left = with switch { RelayFault.CutAnswer cut => cut.Bytes, RelayFault.CutRequest cut => cut.Bytes, _ => 0 };
        Volatile.Write(ref fault, with);
        if (with is RelayFault.Down) Dispose();
    }

    public async Task ServeAsync(Uri server, CancellationToken ct)
    {
        if (fault is RelayFault.Down) return;
        await upstream.ConnectAsync(server.Host, server.Port, ct);
        await Task.WhenAny(PumpAsync(client, upstream, areRequests: true, ct), PumpAsync(upstream, client, areRequests: false, ct));
    }

    /// <summary>A reset rather than an orderly end.</summary>
    public void Dispose()
    {
        foreach (var socket in new[] { client, upstream })
        {
            try
            {
                socket.LingerState = new(enable: true, seconds: 0);
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
            }
            socket.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool areRequests, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, ct);
            if (count == 0) return;
            if (areRequests && isTrigger(Encoding.ASCII.GetString(buffer, 0, Math.Min(count, 32)))) return;
            var told = Volatile.Read(ref fault);
            switch (told)
            {
                case RelayFault.Silent:
                    continue;
                case RelayFault.Answers answer when areRequests && IsStartOfRequest(buffer.AsSpan(0, count)):
                    await AnswerAsync(answer, ct);
                    Volatile.Write(ref fault, new RelayFault.Silent());
                    continue;
                case RelayFault.CutAnswer or RelayFault.CutRequest when areRequests == told is RelayFault.CutRequest:
                    await to.SendAsync(buffer.AsMemory(0, (int)Math.Min(count, left)), ct);
                    left -= count;
                    if (left <= 0) return;
                    continue;
                case RelayFault.Slow slow:
                    for (var sent = 0; sent < count; sent += SlowPiece)
                    {
                        await Task.Delay(slow.Pause, TimeProvider.System, ct);
                        await to.SendAsync(buffer.AsMemory(sent, Math.Min(SlowPiece, count - sent)), ct);
                    }
                    continue;
                default:
                    for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), ct);
                    continue;
            }
        }
    }

    private async Task AnswerAsync(RelayFault.Answers answer, CancellationToken ct)
    {
        var body = $"<Error><Code>{answer.Code}</Code><Message>told to</Message></Error>";
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Told\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"), ct);
        client.Shutdown(SocketShutdown.Send);
    }

    private static bool IsStartOfRequest(ReadOnlySpan<byte> bytes)
        => bytes.StartsWith("GET "u8) || bytes.StartsWith("PUT "u8) || bytes.StartsWith("HEAD "u8) || bytes.StartsWith("POST "u8) || bytes.StartsWith("DELETE "u8);
}
