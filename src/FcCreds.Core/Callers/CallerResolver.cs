using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;

namespace FcCreds.Core.Callers;

/// <summary>
/// Finds out who is calling: the same answer for every service; each only maps the outcome to its own errors. Asks in this order:
/// is the key known and alive, is the request fresh, is the signature right. A key that nobody knows never gets as far as the clock.
/// </summary>
internal sealed class CallerResolver(IPrincipalDirectory directory, OpenedTokens tokens, Clocks clocks)
{
    private const string TemporaryKeyPrefix = "STS.";

    /// <summary>How far a header signature's time may be from the wire clock, and how far in the future a presigned URL may start.</summary>
    public TimeSpan AllowedSkew { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Sessions that somebody ended before their time.</summary>
    public EndedSessions Ended { get; init; } = new();

    /// <summary>Of long-term keys, by requests that they signed well.</summary>
    public AccessKeyUses Uses { get; } = new();

    public CallerOutcome Resolve(PresentedSignature signature)
        => signature.AccessKeyId.StartsWith(TemporaryKeyPrefix, StringComparison.Ordinal)
            ? ResolveSession(signature)
            : ResolveLongTermKey(signature);

    private CallerOutcome ResolveLongTermKey(PresentedSignature signature)
    {
        if (!string.IsNullOrEmpty(signature.SecurityToken)) return Refused(CallerVerdict.TokenWithLongTermKey, signature);
        if (directory.FindAccessKey(signature.AccessKeyId) is not { } key) return Refused(CallerVerdict.UnknownAccessKey, signature);
        if (!key.IsActive) return Refused(CallerVerdict.InactiveAccessKey, signature);
        var outcome = Check(signature, key.AccessKeySecret, key.Owner);
        if (outcome.Verdict == CallerVerdict.Known) Uses.Note(key.AccessKeyId, outcome.ServerTime);
        return outcome;
    }

    private CallerOutcome ResolveSession(PresentedSignature signature)
    {
        if (string.IsNullOrEmpty(signature.SecurityToken)) return Refused(CallerVerdict.MissingToken, signature);
        if (tokens.Open(signature.SecurityToken) is not { } token) return Refused(CallerVerdict.MalformedToken, signature);
        var claims = token.Claims;
        if (claims.AccessKeyId != signature.AccessKeyId) return Refused(CallerVerdict.TokenOfAnotherKey, signature, claims);
        if (clocks.Life.GetUtcNow() >= claims.ExpiresAt) return Refused(CallerVerdict.ExpiredToken, signature, claims);
        if (Ended.Of(claims) is { } verdict) return Refused(verdict, signature, claims);
        if (directory.FindRole(claims.AccountId, claims.RoleName) is not { } role || role.RoleId != claims.RoleId)
            return Refused(CallerVerdict.RevokedToken, signature, claims);
        return Check(signature, token.AccessKeySecret, token.CallerAs(role));
    }

    private CallerOutcome Check(PresentedSignature signature, Secret secret, Caller caller)
    {
        var now = clocks.Wire.GetUtcNow();
        var verdict = Freshness(signature, now);
        if (verdict == CallerVerdict.Known && !signature.IsMadeWith(secret.Value)) verdict = CallerVerdict.WrongSignature;
        return new(verdict, signature)
        {
            Caller = verdict == CallerVerdict.Known ? caller : null,
            Claims = caller.Session,
            ServerTime = now,
            LifeTime = clocks.Life.GetUtcNow(),
        };
    }

    private CallerVerdict Freshness(PresentedSignature signature, DateTimeOffset now)
    {
        if (signature.SignedAt is { } signedAt && (now - signedAt).Duration() > AllowedSkew) return CallerVerdict.SkewedClock;
        if (signature.ValidUntil is { } end && now >= end) return CallerVerdict.SignatureExpired;
        if (signature.ValidFrom is { } start && now < start - AllowedSkew) return CallerVerdict.SignatureNotYetValid;
        return CallerVerdict.Known;
    }

    private CallerOutcome Refused(CallerVerdict verdict, PresentedSignature signature, SessionClaims? claims = null)
        => new(verdict, signature) { Claims = claims, ServerTime = clocks.Wire.GetUtcNow(), LifeTime = clocks.Life.GetUtcNow() };
}
