using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FcCreds.Fc.Instances;

/// <summary>Ports for custom runtimes: the configured one if nobody has it, for servers that know no other; else any free one.</summary>
internal sealed class ListenPorts
{
    private readonly Lock gate = new();

    /// <summary>Ports in use, with the claim on those that other servers on this machine may want as well.</summary>
    private readonly Dictionary<int, FileStream?> given = [];

    public int Take(int wanted)
    {
        lock (gate)
        {
            if (!given.ContainsKey(wanted) && Claim(wanted) is { } claim)
            {
                if (IsFree(wanted))
                {
                    given.Add(wanted, claim);
                    return wanted;
                }
                claim.Dispose();
            }
            var port = AnyFree();
            given.Add(port, null);
            return port;
        }
    }

    public void Return(int port)
    {
        lock (gate)
        {
            if (given.Remove(port, out var claim)) claim?.Dispose();
        }
    }

    /// <summary>An instance listens a moment after it was given its port: another FcCreds must not take the port for free meanwhile. The file stays.</summary>
    private static FileStream? Claim(int port)
    {
        try
        {
            return new(Path.Combine(Path.GetTempPath(), $"fccreds-port-{port.ToString(CultureInfo.InvariantCulture)}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private int AnyFree()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Any, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (!given.ContainsKey(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
