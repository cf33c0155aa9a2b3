using System.Collections.Immutable;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Callers;

/// <summary>
/// Sessions ended before their time: single ones by session id or access key id, and all of a role up to a moment. A token carries its
/// own expiry and cannot be taken back, so the few that a test expires or an operator revokes are known here. Replaced as a whole, so
/// that a request sees it before or after a change.
/// </summary>
internal sealed class EndedSessions
{
    private volatile EndedState state = EndedState.None;

    public EndedState State { get => state; set => state = value; }

    /// <summary>Why the session is refused, or null when nobody ended it.</summary>
    public CallerVerdict? Of(SessionClaims claims)
    {
        var now = state;
        if (now.Sessions.Count > 0)
        {
            if (now.Sessions.TryGetValue(claims.AccessKeyId, out var byKey)) return byKey.Verdict;
            if (now.Sessions.TryGetValue(claims.SessionId, out var bySession)) return bySession.Verdict;
        }
        return now.Roles.TryGetValue(claims.RoleId, out var validAfter) && claims.IssuedAt <= validAfter ? CallerVerdict.RevokedToken : null;
    }
}

/// <summary>One ended session; it may be forgotten when no token can be alive any more.</summary>
internal sealed record EndedSession(CallerVerdict Verdict, DateTimeOffset Until);

/// <summary>Everything that was ended.</summary>
internal sealed record EndedState
{
    public static readonly EndedState None = new();

    /// <summary>By session id or access key id.</summary>
    public ImmutableDictionary<string, EndedSession> Sessions { get; init; } = ImmutableDictionary<string, EndedSession>.Empty;

    /// <summary>TokensValidAfter by role id: what was issued up to that second is refused.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Roles { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    public EndedState With(string sessionOrAccessKeyId, CallerVerdict verdict, DateTimeOffset until) => this with { Sessions = Sessions.SetItem(sessionOrAccessKeyId, new(verdict, until)) };

    public EndedState WithRole(string roleId, DateTimeOffset validAfter) => this with { Roles = Roles.SetItem(roleId, validAfter) };

    /// <summary>Without what no token can mean any more.</summary>
    public EndedState At(DateTimeOffset now) => this with { Sessions = Sessions.RemoveRange(Sessions.Where(entry => entry.Value.Until < now).Select(entry => entry.Key)) };
}
