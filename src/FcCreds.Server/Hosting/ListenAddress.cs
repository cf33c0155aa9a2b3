using System.Net;

namespace FcCreds.Server.Hosting;

/// <summary>Addresses to listen on, from <c>http://host:port</c> URLs.</summary>
internal static class ListenAddress
{
    /// <summary>Null when the URL names no address of this machine's that can be listened on.</summary>
    public static IPEndPoint? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != "http" || uri.AbsolutePath != "/") return null;
        var host = uri.IdnHost;
        if (host == "localhost") return new(IPAddress.Loopback, uri.Port);
        if (host is "*" or "+") return new(IPAddress.Any, uri.Port);
        return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? new(address, uri.Port) : null;
    }
}
