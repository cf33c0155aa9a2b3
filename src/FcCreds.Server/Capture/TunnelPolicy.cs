using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using FcCreds.Core.Journal;
using FcCreds.Server.Gateway;
using Microsoft.AspNetCore.Connections;

namespace FcCreds.Server.Capture;

/// <summary>What a handler may reach beyond the emulated cloud.</summary>
internal enum Egress { Allow, Deny }

internal enum TunnelDecision { Capture, Allow, Refuse }

/// <summary>Where traffic that a child sends through its proxy variables may go. Names of the cloud and custom domains are always answered here.</summary>
internal sealed class TunnelPolicy(Egress egress, IJournal journal, Func<string, bool> isCustomDomain)
{
    public TunnelDecision Decide(DnsEndPoint target, IPEndPoint? peer)
    {
        if (ServiceHosts.Of(target.Host) != CloudService.None || isCustomDomain(target.Host)) return TunnelDecision.Capture;
        // Only this machine's own processes get a way out: on another address this port must not be an open proxy.
        var allowed = egress == Egress.Allow && peer is not null && IPAddress.IsLoopback(peer.Address);
        journal.Append(new JournalNote
        {
            Kind = allowed ? "egress" : "egress-refused",
            Message = allowed ? $"passed on to {target.Host}:{target.Port}" : $"refused to pass on to {target.Host}:{target.Port}",
        });
        return allowed ? TunnelDecision.Allow : TunnelDecision.Refuse;
    }

    /// <summary>Passes bytes both ways until the far side ends.</summary>
    public async Task TunnelAsync(ConnectionContext connection, DnsEndPoint target)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, connection.ConnectionClosed);
        }
        catch (SocketException unreachable)
        {
            journal.Append(new JournalNote { Kind = "egress-failed", Message = $"{target.Host}:{target.Port}: {unreachable.Message}" });
            await connection.Transport.Output.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            return;
        }
        await connection.Transport.Output.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray());
        await using var remote = new NetworkStream(socket);
        var outward = SendAsync(connection, remote, socket);
        await remote.CopyToAsync(connection.Transport.Output, connection.ConnectionClosed);
        socket.Close();
        await outward.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A client that has said everything still wants the answer: only its own direction ends.</summary>
    private static async Task SendAsync(ConnectionContext connection, NetworkStream remote, Socket socket)
    {
        await connection.Transport.Input.CopyToAsync(remote, CancellationToken.None);
        socket.Shutdown(SocketShutdown.Send);
    }
}
