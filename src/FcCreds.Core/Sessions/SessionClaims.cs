namespace FcCreds.Core.Sessions;

/// <summary>How widely one set of temporary credentials is used; decides what a call made with them can be attributed to.</summary>
internal enum SessionScope : byte
{
    /// <summary>Minted for one invocation (context or request headers).</summary>
    Invocation,

    /// <summary>In the environment of one runtime instance.</summary>
    Instance,

    /// <summary>Handed to a client that may use it anywhere (AssumeRole).</summary>
    Shared,
}

/// <summary>Everything a security token says about its session. The token carries it; no table does.</summary>
internal sealed record SessionClaims
{
    /// <summary>Names the session in the journal; 32 lower-case hex digits.</summary>
    public required string SessionId { get; init; }

    /// <summary><c>STS.FcC…</c>.</summary>
    public required string AccessKeyId { get; init; }

    public required string AccountId { get; init; }

    public required string RoleId { get; init; }

    public required string RoleName { get; init; }

    public required string RoleSessionName { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required SessionScope Scope { get; init; }

    /// <summary>Who asked: a principal id, or a service such as <c>fc.aliyuncs.com</c>.</summary>
    public required string IssuedTo { get; init; }

    /// <summary>The session policy's JSON, or null.</summary>
    public string? SessionPolicy { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary><c>acs:ram::acct:assumed-role/role/session</c>.</summary>
    public string PrincipalArn => $"acs:ram::{AccountId}:assumed-role/{RoleName}/{RoleSessionName}";
}
