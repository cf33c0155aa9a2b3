using FcCreds.Core.Callers;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;

namespace FcCreds.Core.Sessions;

/// <summary>What a session is to be; whoever asks has checked that the caller may have it.</summary>
internal sealed record SessionOrder
{
    public required Role Role { get; init; }

    public required string RoleSessionName { get; init; }

    public required TimeSpan Duration { get; init; }

    public required SessionScope Scope { get; init; }

    /// <summary>Who asked: a principal id, or a service such as <c>fc.aliyuncs.com</c>.</summary>
    public required string IssuedTo { get; init; }

    /// <summary>JSON that passed the grammar check.</summary>
    public string? SessionPolicy { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>Journal links.</summary>
    public string? RequestId { get; init; }

    public string? FunctionName { get; init; }

    public string? InvocationId { get; init; }

    public string? InstanceId { get; init; }
}

/// <summary>Mints temporary credentials and tells the journal.</summary>
internal sealed class SessionIssuer(SealingKeyRing ring, Clocks clocks, IdSource ids, IJournal journal)
{
    public SessionCredentials Issue(SessionOrder order)
    {
        // Whole seconds, as Expiration is printed: a client must not be told a later end than the token has.
        var now = DateTimeOffset.FromUnixTimeSeconds(clocks.Life.GetUtcNow().ToUnixTimeSeconds());
        var claims = new SessionClaims
        {
            SessionId = ids.SessionId(),
            AccessKeyId = ids.StsAccessKeyId(),
            AccountId = order.Role.AccountId,
            RoleId = order.Role.RoleId,
            RoleName = order.Role.RoleName,
            RoleSessionName = order.RoleSessionName,
            IssuedAt = now,
            ExpiresAt = now + order.Duration,
            Scope = order.Scope,
            IssuedTo = order.IssuedTo,
            SessionPolicy = order.SessionPolicy,
            SourceIdentity = order.SourceIdentity,
        };
        var key = ring.Primary;
        var credentials = new SessionCredentials
        {
            AccessKeyId = claims.AccessKeyId,
            AccessKeySecret = SealedToken.SecretOf(key, claims),
            SecurityToken = new(SealedToken.Seal(key, claims)),
            Claims = claims,
        };
        journal.Append(new CredentialIssued
        {
            PrincipalArn = claims.PrincipalArn,
            AccessKeyId = claims.AccessKeyId,
            Scope = ScopeName(order.Scope),
            IssuedTo = claims.IssuedTo,
            ExpiresAt = claims.ExpiresAt,
            SessionId = claims.SessionId,
            RequestId = order.RequestId,
            FunctionName = order.FunctionName,
            InvocationId = order.InvocationId,
            InstanceId = order.InstanceId,
        });
        return credentials;
    }

    private static string ScopeName(SessionScope scope) => scope switch
    {
        SessionScope.Invocation => "invocation",
        SessionScope.Instance => "instance",
        _ => "shared",
    };
}
