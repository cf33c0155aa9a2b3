using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;

namespace FcCreds.Core.Callers;

/// <summary>Every way in which finding out who is calling can end. Each service maps these to its own errors.</summary>
internal enum CallerVerdict
{
    Known,

    /// <summary>A long-term key that no account knows, sent without a token.</summary>
    UnknownAccessKey,

    InactiveAccessKey,

    /// <summary>An <c>STS.</c> key without its token: the classic handler mistake.</summary>
    MissingToken,

    /// <summary>A token sent with a long-term key.</summary>
    TokenWithLongTermKey,

    /// <summary>The token does not open: garbage, truncated, or sealed by another stack.</summary>
    MalformedToken,

    /// <summary>The token opens but belongs to another access key.</summary>
    TokenOfAnotherKey,

    ExpiredToken,

    /// <summary>The role is gone or was recreated since the token was issued.</summary>
    RevokedToken,

    /// <summary>Header signature made more than the allowed skew away from the wire clock.</summary>
    SkewedClock,

    /// <summary>A presigned URL past its end.</summary>
    SignatureExpired,

    SignatureNotYetValid,

    WrongSignature,
}

/// <summary>The answer of <see cref="CallerResolver"/>: a caller, or the reason why there is none.</summary>
internal sealed record CallerOutcome(CallerVerdict Verdict, PresentedSignature Signature)
{
    /// <summary>Set when <see cref="Verdict"/> is Known.</summary>
    public Caller? Caller { get; init; }

    /// <summary>What the token says, whenever it could be opened; lets a refusal name the session it speaks of.</summary>
    public SessionClaims? Claims { get; init; }

    /// <summary>The wire clock at the moment of the decision.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>The life clock at that moment.</summary>
    public required DateTimeOffset LifeTime { get; init; }
}
