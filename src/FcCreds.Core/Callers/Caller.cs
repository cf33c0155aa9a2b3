using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Callers;

internal enum CallerKind { Anonymous, Account, RamUser, AssumedRole }

/// <summary>Who is calling, with everything that authorization needs to know about them.</summary>
internal sealed record Caller
{
    public static readonly Caller Anonymous = new() { Kind = CallerKind.Anonymous, AccountId = "", Name = "anonymous", PrincipalId = "", Arn = "anonymous", AccessKeyId = "" };

    public required CallerKind Kind { get; init; }

    /// <summary>Account of the principal, 16 digits; empty for anonymous callers.</summary>
    public required string AccountId { get; init; }

    /// <summary>User name, <c>role/session</c> or <c>root</c>.</summary>
    public required string Name { get; init; }

    /// <summary>User id, <c>roleId:sessionName</c> or account id.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>As GetCallerIdentity prints it: <c>acs:ram::acct:user/name</c>, <c>acs:ram::acct:assumed-role/role/session</c>, <c>acs:ram::acct:root</c>.</summary>
    public required string Arn { get; init; }

    public required string AccessKeyId { get; init; }

    /// <summary>Identity policies: the user's with its groups', or the role's as they are now.</summary>
    public IReadOnlyList<AttachedPolicy> Policies { get; init; } = [];

    /// <summary>The session's claims, for callers with temporary credentials.</summary>
    public SessionClaims? Session { get; init; }

    /// <summary>The policy given to AssumeRole; narrows the role's permissions.</summary>
    public AttachedPolicy? SessionPolicy { get; init; }

    /// <summary>A role's session, with the role's policies as they are now.</summary>
    public static Caller Of(Role role, SessionClaims claims, AttachedPolicy? sessionPolicy = null) => new()
    {
        Kind = CallerKind.AssumedRole,
        AccountId = claims.AccountId,
        Name = $"{role.RoleName}/{claims.RoleSessionName}",
        PrincipalId = $"{claims.RoleId}:{claims.RoleSessionName}",
        Arn = claims.PrincipalArn,
        AccessKeyId = claims.AccessKeyId,
        Policies = role.Policies,
        Session = claims,
        SessionPolicy = sessionPolicy,
    };
}
