using System.Collections.Concurrent;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Callers;

/// <summary>
/// Sessions ended before their time, by session id or access key id. A token carries its own expiry and cannot be taken back, so the
/// few that a test expires or an operator revokes are remembered here, for as long as the process lives.
/// </summary>
internal sealed class EndedSessions
{
    private readonly ConcurrentDictionary<string, CallerVerdict> verdicts = new(StringComparer.Ordinal);

    /// <summary>From now on the session's token counts as past its end.</summary>
    public void Expire(string id) => verdicts[id] = CallerVerdict.ExpiredToken;

    /// <summary>From now on the session's token counts as taken back.</summary>
    public void Revoke(string id) => verdicts[id] = CallerVerdict.RevokedToken;

    /// <summary>Why the session is refused, or null when nobody ended it.</summary>
    public CallerVerdict? Of(SessionClaims claims)
    {
        if (verdicts.IsEmpty) return null;
        if (verdicts.TryGetValue(claims.AccessKeyId, out var byKey)) return byKey;
        return verdicts.TryGetValue(claims.SessionId, out var bySession) ? bySession : null;
    }
}
