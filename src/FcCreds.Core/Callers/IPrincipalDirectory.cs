using FcCreds.Core.Policy;

namespace FcCreds.Core.Callers;

/// <summary>What the services ask of the account data: who owns a key, and what a role is at this moment.</summary>
internal interface IPrincipalDirectory
{
    /// <summary>A long-term access key, or null when no account knows it.</summary>
    AccessKey? FindAccessKey(string accessKeyId);

    /// <summary>The live role; role names compare case-insensitively. Null when the account has none of that name.</summary>
    Role? FindRole(string accountId, string roleName);
}

/// <summary>A long-term key with the user or account that owns it.</summary>
internal sealed record AccessKey(string AccessKeyId, Secret AccessKeySecret, bool IsActive, Caller Owner);

/// <summary>A RAM role as it is now.</summary>
internal sealed record Role
{
    public required string AccountId { get; init; }

    public required string RoleName { get; init; }

    /// <summary>Changes when a role is deleted and created again under its name; tokens of the old one die with it.</summary>
    public required string RoleId { get; init; }

    /// <summary><c>acs:ram::acct:role/name</c>.</summary>
    public string Arn => $"acs:ram::{AccountId}:role/{RoleName}";

    /// <summary>The trust policy (AssumeRolePolicyDocument).</summary>
    public required PolicyDocument Trust { get; init; }

    public IReadOnlyList<AttachedPolicy> Policies { get; init; } = [];

    /// <summary>3600 to 43200 seconds.</summary>
    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);

    public string Description { get; init; } = "";
}
