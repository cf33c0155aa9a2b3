namespace FcCreds.Oss;

/// <summary>How a Range that does not fit the object is answered.</summary>
internal enum RangeMode
{
    /// <summary>As OSS does by default: ignored, the whole object with 200.</summary>
    Compatible,

    /// <summary>As HTTP says (and <c>x-oss-range-behavior: standard</c> asks): clipped, or 416.</summary>
    Standard,
}

/// <summary>What can be set about the OSS side of the server.</summary>
internal sealed record OssOptions
{
    /// <summary>Region of buckets made through a host that names none; <c>cn-hangzhou</c>, not <c>oss-cn-hangzhou</c>.</summary>
    public string Region { get; init; } = "cn-hangzhou";

    /// <summary>Names the server answers to; <c>bucket.name</c> is then virtual-hosted. IP addresses and single labels need no entry.</summary>
    public IReadOnlyList<string> OwnHosts { get; init; } = ["localhost"];

    /// <summary>Printed in bucket descriptions, where SDKs read it and connect to it; <c>{region}</c> is the bucket's region.</summary>
    public string ExtranetEndpoint { get; init; } = "oss-{region}.aliyuncs.com";

    public string IntranetEndpoint { get; init; } = "oss-{region}-internal.aliyuncs.com";

    /// <summary>Compresses text of 1 KiB and more for clients that accept it, at the price of Content-Length and ETag, as OSS does.</summary>
    public bool Gzip { get; init; } = true;

    public RangeMode RangeMode { get; init; } = RangeMode.Compatible;

    /// <summary>Shows an expired session as InvalidAccessKeyId, the way old deployments do, instead of SecurityTokenExpired.</summary>
    public bool ForgetsExpiredKeys { get; init; }

    /// <summary>How long every restore of an archived object takes, by the life clock; null for the cloud's times (a minute to two days).</summary>
    public TimeSpan? RestoreDelay { get; init; }

    /// <summary>Refuses a bucket addressed through another region's endpoint, and signatures scoped to another region.</summary>
    public bool StrictRegion { get; init; }

    /// <summary>Takes aws-chunked bodies of every sort from S3 clients; OSS refuses all but those with a signature on each chunk.</summary>
    public bool AcceptAwsChunked { get; init; }

    /// <summary>Writes ETags in lower case for S3 clients, as S3 does and OSS does not: s3cmd compares them with digests (2.3.0).</summary>
    public bool LowerCaseETags { get; init; }

    /// <summary>What ImageMagick may be called on this machine; the first that is there processes images.</summary>
    public IReadOnlyList<string> ImageTools { get; init; } = ["magick", "convert"];

    /// <summary>Ignores headers, parameters and hosts that the emulator does not know instead of refusing them.</summary>
    public bool Loose { get; init; }
}
