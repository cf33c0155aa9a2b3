using FcCreds.Fc.Triggers.Http;
using FcCreds.Oss.Callback;

namespace FcCreds.Server.Gateway;

/// <summary>Which service the cloud's own host names belong to.</summary>
internal enum CloudService
{
    /// <summary>Not a name of the cloud's.</summary>
    None,

    Oss,

    /// <summary>STS, RAM and IMS, whose requests say themselves which of them they are for.</summary>
    Rpc,

    Fc,

    /// <summary>Names of HTTP triggers, below <c>fcapp.run</c>.</summary>
    HttpTrigger,

    /// <summary>Where the cloud publishes the key of upload callbacks.</summary>
    CallbackKey,

    /// <summary>ECS's metadata service.</summary>
    Metadata,

    /// <summary>Where a signed-in person's token is changed for credentials.</summary>
    SignIn,

    /// <summary>A name of the cloud's that nothing here answers.</summary>
    NotServed,
}

internal static class ServiceHosts
{
    /// <summary>Where instances in the cloud ask for metadata and for their role's credentials.</summary>
    public const string MetadataAddress = "100.100.100.200";

    private const string Suffix = ".aliyuncs.com";

    public static CloudService Of(string host)
    {
        var name = HttpTriggerHosts.NameOf(host);
        if (name == CallbackSigner.CloudHost) return CloudService.CallbackKey;
        if (name == MetadataAddress) return CloudService.Metadata;
        if (name is "oauth.aliyun.com" or "oauth.alibabacloud.com") return CloudService.SignIn;
        if (name is HttpTriggerHosts.CloudSuffix || name == Suffix[1..]) return CloudService.NotServed;
        if (name.EndsWith($".{HttpTriggerHosts.CloudSuffix}", StringComparison.Ordinal)) return CloudService.HttpTrigger;
        if (!name.EndsWith(Suffix, StringComparison.Ordinal)) return CloudService.None;
        var labels = name[..^Suffix.Length].Split('.');
        // oss-cn-x, bucket.oss-cn-x-internal, bucket.s3.oss-cn-x, the dual-stack bucket.cn-x.oss, bucket.oss-accelerate …
        // They come first: a bucket may be called sts.
        if (labels[^1] == "oss" || labels[^1].StartsWith("oss-", StringComparison.Ordinal)) return CloudService.Oss;
        if (labels[0] is "sts" or "sts-vpc" or "ram" or "ims" && labels.Length <= 2) return CloudService.Rpc;
        return labels[^1] == "fc" || labels[0] == "fcv3" || labels is [_, _, "fc" or "fc-internal"] ? CloudService.Fc : CloudService.NotServed;
    }
}
