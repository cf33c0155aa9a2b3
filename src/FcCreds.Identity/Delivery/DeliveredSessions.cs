using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// The session that a consumer is given at this moment: the same one to everybody who asks on its behalf until half of its life is
/// over, then a new one while the old one goes on working, as the cloud's metadata service does. A session that somebody ended, whose
/// role was made anew, or whose sealing key was retired, is not given out again.
/// </summary>
internal sealed class DeliveredSessions(IPrincipalDirectory directory, SessionIssuer issuer, SealingKeyRing ring, EndedSessions ended, Clocks clocks)
{
    private const int MaxConsumers = 1000;

    /// <summary>How long credentials that a fault delivers expired have been so.</summary>
    private static readonly TimeSpan OverFor = TimeSpan.FromMinutes(1);

    public static readonly ServiceError NoSuchRole = new("EntityNotExist.Role", 404, "The role does not exist.");

    private readonly Lock gate = new();
    private readonly RecentlyUsed<Consumer, SessionCredentials> current = new(MaxConsumers);

    public SessionCredentials Current(Consumer consumer)
    {
        var role = RoleOf(consumer);
        // One at a time: two askers at the end of a session get the same successor.
        lock (gate)
        {
            if (current.Find(consumer) is { } known && IsGood(known.Claims, role) && SealedToken.Open(ring, known.SecurityToken.Value) is not null) return known;
            var fresh = Issue(consumer, role, consumer.Duration);
            current.Set(consumer, fresh);
            return fresh;
        }
    }

    /// <summary>What a fault delivers in place of the consumer's session.</summary>
    public DeliveredCredentials Spoilt(Consumer consumer, string how)
    {
        var right = Current(consumer);
        if (how == "token") return DeliveredCredentials.Of(right) with { SecurityToken = "" };
        var other = Issue(consumer, RoleOf(consumer), how == "expired" ? -OverFor : consumer.Duration);
        return how == "expired" ? DeliveredCredentials.Of(other) : DeliveredCredentials.Of(other) with { SecurityToken = right.SecurityToken.Value };
    }

    private Role RoleOf(Consumer consumer)
        => (RoleArn.TryParse(consumer.RoleArn, out var arn) ? directory.FindRole(arn.AccountId, arn.RoleName) : null)
            ?? throw NoSuchRole.Saying($"There is no role {consumer.RoleArn}.");

    private SessionCredentials Issue(Consumer consumer, Role role, TimeSpan duration) => issuer.Issue(new()
    {
        Role = role,
        RoleSessionName = consumer.RoleSessionName,
        Duration = duration,
        Scope = SessionScope.Shared,
        IssuedTo = consumer.Name,
    });

    private bool IsGood(SessionClaims claims, Role role)
        => claims.RoleId == role.RoleId
            && clocks.Life.GetUtcNow() < claims.IssuedAt + ((claims.ExpiresAt - claims.IssuedAt) / 2)
            && ended.Of(claims) is null;
}
