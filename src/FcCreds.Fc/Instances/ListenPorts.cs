using System.Net;
using System.Net.Sockets;

namespace FcCreds.Fc.Instances;

/// <summary>Ports for custom runtimes: the configured one if it is free, for servers that know no other; else any free one.</summary>
internal sealed class ListenPorts
{
    private readonly Lock gate = new();
    private readonly HashSet<int> given = [];

    public int Take(int wanted)
    {
        lock (gate)
        {
            var port = !given.Contains(wanted) && IsFree(wanted) ? wanted : AnyFree();
            given.Add(port);
            return port;
        }
    }

    public void Return(int port)
    {
        lock (gate) given.Remove(port);
    }

    private int AnyFree()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Any, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (!given.Contains(port)) return port;
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
