using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using FcCreds.Core.Time;
using Microsoft.AspNetCore.Connections;

namespace FcCreds.Server.Capture;

/// <summary>
/// Stands in front of HTTP on every port and looks at the first bytes: a TLS record is answered with a certificate for the name
/// asked for, CONNECT is granted and what follows is looked at in turn, anything else is HTTP. CONNECT never reaches Kestrel, which
/// refuses one whose Host lacks the port.
/// </summary>
internal sealed class ConnectionSniffer(LocalAuthority authority, TunnelPolicy tunnels, Clocks clocks)
{
    private const byte TlsHandshake = 0x16;
    private const int MaxConnectHead = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] ConnectVerb = "CONNECT "u8.ToArray();
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    public async Task OnConnectedAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            await ServeAsync(connection, next, connectHost: null);
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException or OperationCanceledException or ConnectionResetException)
        {
            // The peer went away or does not trust the local authority; there is nobody left to answer.
            connection.Abort();
        }
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next, string? connectHost)
    {
        switch (await PeekAsync(connection.Transport.Input, connection.ConnectionClosed))
        {
            case Opening.Tls:
                await ServeTlsAsync(connection, next, connectHost);
                break;
            case Opening.Connect when connectHost is null:
                await ServeConnectAsync(connection, next);
                break;
            case Opening.Http:
            case Opening.Connect:
                if (connectHost is not null) connection.Features.Set(new CapturedConnection(connectHost, IsSecure: false));
                await next(connection);
                break;
        }
    }

    private async Task<Opening> PeekAsync(PipeReader input, CancellationToken closed)
    {
        using var patience = new CancellationTokenSource(Patience, clocks.Monotonic);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, closed);
        while (true)
        {
            var read = await input.ReadAsync(either.Token);
            var opening = Classify(read.Buffer, read.IsCompleted);
            input.AdvanceTo(read.Buffer.Start, opening is null ? read.Buffer.End : read.Buffer.Start);
            if (opening is { } known) return known;
        }
    }

    private static Opening? Classify(ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        if (buffer.IsEmpty) return isCompleted ? Opening.Nothing : null;
        if (buffer.FirstSpan[0] == TlsHandshake) return Opening.Tls;
        Span<byte> start = stackalloc byte[ConnectVerb.Length];
        var seen = buffer.Slice(0, Math.Min(buffer.Length, start.Length));
        seen.CopyTo(start);
        if (!ConnectVerb.AsSpan().StartsWith(start[..(int)seen.Length])) return Opening.Http;
        return seen.Length == ConnectVerb.Length ? Opening.Connect : isCompleted ? Opening.Http : null;
    }

    private async Task ServeTlsAsync(ConnectionContext connection, ConnectionDelegate next, string? connectHost)
    {
        var plain = connection.Transport;
        var name = connectHost ?? "localhost";
        await using var tls = new SslStream(new DuplexPipeStream(plain));
        using var patience = new CancellationTokenSource(Patience, clocks.Monotonic);
        await tls.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                if (hello.ServerName.Length > 0) name = hello.ServerName;
                return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = authority.CertificateFor(name) });
            },
            state: null,
            patience.Token);
        connection.Features.Set(new CapturedConnection(connectHost ?? name, IsSecure: true));
        var secured = new SecuredTransport(PipeReader.Create(tls), PipeWriter.Create(tls));
        connection.Transport = secured;
        try
        {
            await next(connection);
        }
        finally
        {
            await secured.Input.CompleteAsync();
            await secured.Output.CompleteAsync();
            connection.Transport = plain;
        }
    }

    private async Task ServeConnectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await ReadConnectAsync(connection.Transport.Input, connection.ConnectionClosed) is not { } target)
        {
            await AnswerAsync(connection, "400 Bad Request", "CONNECT wants host:port.\n");
            return;
        }
        switch (tunnels.Decide(target, connection.RemoteEndPoint as IPEndPoint))
        {
            case TunnelDecision.Capture:
                await AnswerAsync(connection, "200 Connection Established", null);
                await ServeAsync(connection, next, target.Host);
                break;
            case TunnelDecision.Allow:
                await tunnels.TunnelAsync(connection, target);
                break;
            case TunnelDecision.Refuse:
                await AnswerAsync(connection, "403 Forbidden", $"{target.Host} is not reached through FcCreds.\n");
                break;
        }
    }

    private static async Task<DnsEndPoint?> ReadConnectAsync(PipeReader input, CancellationToken ct)
    {
        while (true)
        {
            var read = await input.ReadAsync(ct);
            var head = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, MaxConnectHead)).ToArray();
            var end = head.AsSpan().IndexOf(EndOfHead);
            if (end < 0)
            {
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted || head.Length == MaxConnectHead) return null;
                continue;
            }
            input.AdvanceTo(read.Buffer.GetPosition(end + EndOfHead.Length));
            return Encoding.ASCII.GetString(head, 0, end).Split("\r\n")[0].Split(' ') is [_, var authority, _] ? Target(authority) : null;
        }
    }

    private static DnsEndPoint? Target(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(authority.AsSpan(colon + 1), provider: null, out var port)
            ? new(authority[..colon].Trim('[', ']').TrimEnd('.').ToLowerInvariant(), port)
            : null;
    }

    private static async Task AnswerAsync(ConnectionContext connection, string status, string? text)
    {
        var head = text is null
            ? $"HTTP/1.1 {status}\r\n\r\n"
            : $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}";
        await connection.Transport.Output.WriteAsync(Encoding.UTF8.GetBytes(head));
    }

    private enum Opening { Nothing, Tls, Connect, Http }

    private sealed class SecuredTransport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
