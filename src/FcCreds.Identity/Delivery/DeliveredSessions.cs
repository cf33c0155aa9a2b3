using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// The session that a consumer is given at this moment: the same one to everybody who asks on its behalf until half of its life is
/// over, then a new one while the old one goes on working, as the cloud's metadata service does. A session that somebody ended, or
/// whose role was made anew, is not given out again.
/// </summary>
internal sealed class DeliveredSessions(IPrincipalDirectory directory, SessionIssuer issuer, EndedSessions ended, Clocks clocks)
{
    private const int MaxConsumers = 1000;

    public static readonly ServiceError NoSuchRole = new("EntityNotExist.Role", 404, "The role does not exist.");

    private readonly Lock gate = new();
    private readonly RecentlyUsed<Consumer, SessionCredentials> current = new(MaxConsumers);

    public SessionCredentials Current(Consumer consumer)
    {
        var role = (RoleArn.TryParse(consumer.RoleArn, out var arn) ? directory.FindRole(arn.AccountId, arn.RoleName) : null)
            ?? throw NoSuchRole.Saying($"There is no role {consumer.RoleArn}.");
        // One at a time: two askers at the end of a session get the same successor.
        lock (gate)
        {
            if (current.Find(consumer) is { } known && IsGood(known.Claims, role)) return known;
            var fresh = issuer.Issue(new()
            {
                Role = role,
                RoleSessionName = consumer.RoleSessionName,
                Duration = consumer.Duration,
                Scope = SessionScope.Shared,
                IssuedTo = consumer.Name,
            });
            current.Set(consumer, fresh);
            return fresh;
        }
    }

    private bool IsGood(SessionClaims claims, Role role)
        => claims.RoleId == role.RoleId
            && clocks.Life.GetUtcNow() < claims.IssuedAt + ((claims.ExpiresAt - claims.IssuedAt) / 2)
            && ended.Of(claims) is null;
}
