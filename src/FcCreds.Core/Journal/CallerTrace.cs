using FcCreds.Core.Callers;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Journal;

/// <summary>Who was refused, and how old their credentials were. No secret, no token.</summary>
internal sealed record CallerTrace
{
    /// <summary><c>Anonymous</c>, <c>Account</c>, <c>RamUser</c> or <c>AssumedRole</c>; null when nobody could be made out.</summary>
    public string? Kind { get; init; }

    public required string Arn { get; init; }

    public string? AccessKeyId { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who asked for the session: a principal id, or a service such as <c>fc.aliyuncs.com</c>.</summary>
    public string? IssuedTo { get; init; }

    /// <summary>The life clock when they were refused: what the session's times are compared with.</summary>
    public DateTimeOffset? At { get; init; }

    public static CallerTrace Of(Caller caller, DateTimeOffset now) => Of(caller.Session, now) with
    {
        Kind = caller.Kind.ToString(),
        Arn = caller.Arn,
        AccessKeyId = caller.AccessKeyId.Length > 0 ? caller.AccessKeyId : null,
    };

    public static CallerTrace Of(CallerOutcome outcome)
        => Of(outcome.Claims, outcome.LifeTime) with { Kind = outcome.Claims is null ? null : nameof(CallerKind.AssumedRole), AccessKeyId = outcome.Signature.AccessKeyId };

    private static CallerTrace Of(SessionClaims? claims, DateTimeOffset now) => new()
    {
        Arn = claims?.PrincipalArn ?? "unknown",
        IssuedAt = claims?.IssuedAt,
        ExpiresAt = claims?.ExpiresAt,
        IssuedTo = claims?.IssuedTo,
        At = now,
    };
}
