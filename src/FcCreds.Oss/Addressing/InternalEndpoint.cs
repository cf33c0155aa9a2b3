namespace FcCreds.Oss.Addressing;

/// <summary>Endpoints that the cloud answers only from within their region.</summary>
internal static class InternalEndpoint
{
    private const string Suffix = "-internal.aliyuncs.com";

    /// <summary>Of <c>bucket.oss-cn-hangzhou-internal.aliyuncs.com</c>; null for every other host.</summary>
    public static string? RegionOf(string host)
    {
        var name = OssHosts.NameOf(host);
        if (!name.EndsWith(Suffix, StringComparison.Ordinal)) return null;
        var label = name[..^Suffix.Length];
        label = label[(label.LastIndexOf('.') + 1)..];
        return label.StartsWith("oss-", StringComparison.Ordinal) ? label[4..] : null;
    }
}
