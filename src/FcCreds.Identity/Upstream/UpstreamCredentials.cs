using FcCreds.Core.Callers;

namespace FcCreds.Identity.Upstream;

/// <summary>Credentials that work in the real cloud.</summary>
internal sealed record UpstreamCredentials
{
    public required string AccessKeyId { get; init; }

    public required Secret AccessKeySecret { get; init; }

    public required Secret SecurityToken { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset Expiration { get; init; }

    /// <summary><c>acs:ram::acct:assumed-role/role/session</c>.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>Names the session in the journal.</summary>
    public required string SessionId { get; init; }
}
