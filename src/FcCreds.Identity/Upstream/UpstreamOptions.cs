namespace FcCreds.Identity.Upstream;

/// <summary>Whose role at which STS real credentials are taken from.</summary>
internal sealed record UpstreamOptions
{
    /// <summary>STS's central endpoint in the cloud.</summary>
    public static readonly Uri Cloud = new("https://sts.aliyuncs.com");

    public Uri Endpoint { get; init; } = Cloud;

    /// <summary><c>acs:ram::acct:role/name</c>.</summary>
    public required string RoleArn { get; init; }

    public string RoleSessionName { get; init; } = "fccreds";

    public required UpstreamIdentity Identity { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For one call, from the first byte out to the last byte in.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The reply holds a secret: it does not travel in the clear.</summary>
    public bool IsPrivate => Endpoint.Scheme == Uri.UriSchemeHttps || Endpoint.IsLoopback;
}
