using FcCreds.Core.Callers;

namespace FcCreds.Core.Sessions;

/// <summary>The triple a client signs with, and the session it stands for.</summary>
internal sealed record SessionCredentials
{
    public required string AccessKeyId { get; init; }

    public required Secret AccessKeySecret { get; init; }

    /// <summary>Wrapped like the secret: a token in a log is a leak.</summary>
    public required Secret SecurityToken { get; init; }

    public required SessionClaims Claims { get; init; }

    public DateTimeOffset Expiration => Claims.ExpiresAt;
}
