using System.Net;

namespace FcCreds.Oss.Addressing;

internal enum OssHostKind
{
    /// <summary>A name or address of this server: path style, and the only place for control endpoints.</summary>
    Own,

    /// <summary>An endpoint of the cloud without a bucket, such as <c>oss-cn-hangzhou.aliyuncs.com</c>.</summary>
    CloudService,

    /// <summary>A bucket's own name, below one of ours or one of the cloud's.</summary>
    VirtualHost,

    Unknown,
}

/// <summary>What a Host header says.</summary>
/// <param name="Kind">Own, cloud, a bucket's, or unknown.</param>
/// <param name="Bucket">Set for <see cref="OssHostKind.VirtualHost"/>.</param>
/// <param name="Region">Region named by a cloud endpoint; null when it names none.</param>
/// <param name="IsS3">True for the endpoints that OSS has for S3 clients.</param>
internal readonly record struct OssHost(OssHostKind Kind, string Bucket = "", string? Region = null, bool IsS3 = false);

/// <summary>Reads Host headers in all styles that SDKs use (protocol/oss.md §2.1).</summary>
internal sealed class OssHosts(OssOptions options)
{
    private const string CloudSuffix = ".aliyuncs.com";

    public OssHost Read(string host)
    {
        var name = NameOf(host);
        if (name.Length == 0 || IPAddress.TryParse(name, out _)) return new(OssHostKind.Own);
        name = name.ToLowerInvariant();
        if (name.EndsWith(CloudSuffix, StringComparison.Ordinal)) return ReadCloud(name[..^CloudSuffix.Length]);
        foreach (var own in options.OwnHosts)
        {
            if (name.Equals(own, StringComparison.OrdinalIgnoreCase)) return new(OssHostKind.Own);
            if (name.Length > own.Length && name.EndsWith(own, StringComparison.OrdinalIgnoreCase) && name[^(own.Length + 1)] == '.')
                return Below(name[..^(own.Length + 1)], OssHostKind.Own);
        }
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return new(OssHostKind.Own);
        // The C SDK takes 127.0.0.1:8080 for a host name and puts the bucket in front of it.
        if (IsFourNumbers(name.AsSpan(dot + 1))) return Below(name[..dot], OssHostKind.Own);
        return new(OssHostKind.Unknown);
    }

    /// <summary>Takes <c>bucket.oss-cn-x-internal</c>, <c>bucket.s3.oss-cn-x</c>, <c>bucket.cn-x.oss</c> (dual-stack), <c>oss-accelerate</c> …</summary>
    private static OssHost ReadCloud(string name)
    {
        var rest = name;
        var service = TakeLast(ref rest);
        string? region;
        var isS3 = false;
        if (service == "oss")
        {
            var before = rest;
            var label = TakeLast(ref rest);
            if (IsRegion(label)) region = label;
            else (region, rest) = (null, before);
        }
        else if (service == "oss-object-process")
        {
            // Where a function sends its answer (…-opap.oss-cn-x-internal.oss-object-process): the route is in a header too.
            region = TakeLast(ref rest) is var label && label.StartsWith("oss-", StringComparison.Ordinal) ? RegionOf(label[4..]) : null;
            return region is not null && rest.EndsWith("-opap", StringComparison.Ordinal) ? new(OssHostKind.CloudService, Region: region) : new(OssHostKind.Unknown);
        }
        else if (service.StartsWith("oss-", StringComparison.Ordinal) || service.StartsWith("vpc100-oss-", StringComparison.Ordinal))
        {
            region = RegionOf(service[(service.IndexOf("oss-", StringComparison.Ordinal) + 4)..]);
            var before = rest;
            isS3 = TakeLast(ref rest) == "s3";
            if (!isS3) rest = before;
        }
        else return new(OssHostKind.Unknown);
        // ".oss-cn-x": the empty first label stays visible as a leading dot, and is no bucket.
        return Below(rest, OssHostKind.CloudService, region) with { IsS3 = isS3 };
    }

    /// <summary>ali-oss with an IP endpoint sends an empty or <c>undefined</c> first label for requests without a bucket (6.23).</summary>
    private static OssHost Below(string label, OssHostKind service, string? region = null) => label is "" or "undefined" or "null"
        ? new(service, Region: region)
        : new(OssHostKind.VirtualHost, label, region);

    private static string? RegionOf(string service)
    {
        const string Internal = "-internal";
        if (service.EndsWith(Internal, StringComparison.Ordinal)) service = service[..^Internal.Length];
        return IsRegion(service) ? service : null;
    }

    /// <summary>A country or area of two letters, then a place: <c>cn-hangzhou</c>, <c>ap-southeast-1</c>.</summary>
    private static bool IsRegion(string text)
        => text.Length > 3 && text[2] == '-' && char.IsAsciiLetterLower(text[0]) && char.IsAsciiLetterLower(text[1]);

    private static string TakeLast(ref string labels)
    {
        var dot = labels.LastIndexOf('.');
        var last = labels[(dot + 1)..];
        labels = dot < 0 ? "" : labels[..dot];
        return last;
    }

    private static bool IsFourNumbers(ReadOnlySpan<char> text) => text.Count('.') == 3 && IPAddress.TryParse(text, out _);

    /// <summary>Without the port.</summary>
    public static string NameOf(string host)
    {
        if (host.StartsWith('[')) return host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))];
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? host : host[..colon];
    }
}
