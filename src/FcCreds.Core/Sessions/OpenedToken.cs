using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Core.Sessions;

/// <summary>A token that this ring sealed, with everything that can be worked out once for all its requests.</summary>
internal sealed class OpenedToken
{
    private sealed record RoleSession(Role Role, Caller Caller);

    private readonly AttachedPolicy? sessionPolicy;
    private volatile RoleSession? lastSeen;

    private OpenedToken(SealingKey key, SessionClaims claims, AttachedPolicy? sessionPolicy)
    {
        (KeyId, Claims, this.sessionPolicy) = (key.KeyId, claims, sessionPolicy);
        AccessKeySecret = SealedToken.SecretOf(key, claims);
    }

    /// <summary>The ring key it was sealed with; the token is void once that key is retired.</summary>
    public string KeyId { get; }

    public SessionClaims Claims { get; }

    public Secret AccessKeySecret { get; }

    /// <summary>Null when the session policy inside cannot be read: better no caller than one with more rights than meant.</summary>
    public static OpenedToken? Of(SealingKey key, SessionClaims claims)
    {
        if (claims.SessionPolicy is not { } json) return new(key, claims, null);
        return PolicyDocument.Parse(json, PolicyKind.Identity).Document is { } document
            ? new(key, claims, new("session", "Inline", document))
            : null;
    }

    /// <summary>The caller as the role is now. Directories answer the same instance until a role changes, so this is made once.</summary>
    public Caller CallerAs(Role role)
    {
        if (lastSeen is { } seen && ReferenceEquals(seen.Role, role)) return seen.Caller;
        var caller = Caller.Of(role, Claims, sessionPolicy);
        lastSeen = new(role, caller);
        return caller;
    }
}
