using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>A trigger by the path of a URL, for places where host names cannot be chosen. Signatures cover the path as it was sent.</summary>
/// <param name="FunctionName">Decoded.</param>
/// <param name="Qualifier">LATEST when none was named.</param>
/// <param name="Rest">What the function sees, percent-encoded, from its <c>/</c>.</param>
/// <param name="IsProxy">FC 2.0's form.</param>
internal sealed record HttpTriggerPath(string FunctionName, string Qualifier, string Rest, bool IsProxy)
{
    /// <summary>Ours: <c>/_fccreds/http/{function[.qualifier]}/…</c>.</summary>
    public const string Prefix = "/_fccreds/http/";

    /// <summary>FC 2.0's: <c>/2016-08-15/proxy/{service[.qualifier]}/{function}/…</c>.</summary>
    public const string ProxyPrefix = "/2016-08-15/proxy/";

    public static HttpTriggerPath? Read(string rawPath)
    {
        if (rawPath.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var (first, rest) = Cut(rawPath[Prefix.Length..]);
            return Name(first) is var (function, qualifier) ? new(function, qualifier, rest, IsProxy: false) : null;
        }
        if (!rawPath.StartsWith(ProxyPrefix, StringComparison.Ordinal)) return null;
        var (service, below) = Cut(rawPath[ProxyPrefix.Length..]);
        var (named, tail) = Cut(below[1..]);
        return Name(service) is var (_, ofService) && PercentEncoding.TryDecode(named, out var name) && name.Length > 0 ? new(name, ofService, tail, IsProxy: true) : null;
    }

    /// <summary>Address of a trigger on a server.</summary>
    public static Uri UrlOf(Uri server, HttpTrigger trigger)
        => new(server, $"{Prefix}{trigger.Function.Declaration.Name}{(trigger.Qualifier == HttpTrigger.DefaultQualifier ? "" : $".{trigger.Qualifier}")}/");

    private static (string First, string Tail) Cut(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "/") : (path[..slash], path[slash..]);
    }

    private static (string Name, string Qualifier)? Name(string segment)
    {
        if (!PercentEncoding.TryDecode(segment, out var decoded)) return null;
        var dot = decoded.IndexOf('.', StringComparison.Ordinal);
        var (name, qualifier) = dot < 0 ? (decoded, HttpTrigger.DefaultQualifier) : (decoded[..dot], decoded[(dot + 1)..]);
        return name.Length > 0 && qualifier.Length > 0 ? (name, qualifier) : null;
    }
}
