namespace FcCreds.Fc.Triggers.Http;

/// <summary>The host names that HTTP triggers have by themselves.</summary>
internal static class HttpTriggerHosts
{
    /// <summary>Below it the cloud gives every trigger a name.</summary>
    public const string CloudSuffix = "fcapp.run";

    /// <summary>Label between a function's name and one of our own names, as in <c>orders.fcapp.localhost</c>. No bucket's name can hold a dot.</summary>
    public const string LocalLabel = "fcapp";

    private const string VpcSuffix = "-vpc";

    /// <summary>Reads <c>prefix.region.fcapp.run</c>, and <c>prefix.region-vpc.fcapp.run</c> of the VPC.</summary>
    public static HttpTriggerHost? Cloud(string host)
    {
        var name = NameOf(host);
        if (!name.EndsWith($".{CloudSuffix}", StringComparison.Ordinal) || name[..^(CloudSuffix.Length + 1)].Split('.') is not [{ Length: > 0 } prefix, { Length: > 0 } region]) return null;
        return region.EndsWith(VpcSuffix, StringComparison.Ordinal) ? new(prefix, region[..^VpcSuffix.Length], IsInternet: false) : new(prefix, region, IsInternet: true);
    }

    /// <summary>Reads <c>prefix.fcapp.anything</c>; that it stands below one of our own names is for the gateway to know.</summary>
    public static HttpTriggerHost? Local(string host)
        => NameOf(host).Split('.') is [{ Length: > 0 } prefix, LocalLabel, _, ..] ? new(prefix, Region: null, IsInternet: true) : null;

    /// <summary>In small letters, without port and final dot.</summary>
    public static string NameOf(string host)
    {
        var colon = host.LastIndexOf(':');
        return (colon >= 0 && !host.EndsWith(']') ? host[..colon] : host).TrimEnd('.').ToLowerInvariant();
    }
}

/// <summary>What such a name says.</summary>
internal readonly record struct HttpTriggerHost(string Prefix, string? Region, bool IsInternet);
