using System.Collections.Immutable;

namespace FcCreds.Identity.Ram.Records;

/// <summary>A RAM user.</summary>
internal sealed record UserRecord : PrincipalRecord
{
    public required string UserName { get; init; }

    /// <summary>18 digits from 2.</summary>
    public required string UserId { get; init; }

    public string DisplayName { get; init; } = "";

    public string MobilePhone { get; init; } = "";

    public string Email { get; init; } = "";

    public string Comments { get; init; } = "";

    public ImmutableList<AccessKeyRecord> AccessKeys { get; init; } = [];

    public ImmutableList<GroupMembership> Groups { get; init; } = [];

    public LoginProfileRecord? LoginProfile { get; init; }

    public bool IsIn(string groupName) => Groups.Exists(membership => RamNames.Comparer.Equals(membership.GroupName, groupName));

    public static string ArnOf(string accountId, string userName) => $"acs:ram::{accountId}:user/{userName}";
}

/// <summary>A long-term key. Its secret is sealed wherever the record is written.</summary>
internal sealed record AccessKeyRecord(string AccessKeyId, StoredSecret AccessKeySecret, bool IsActive, DateTimeOffset CreateDate)
{
    /// <summary>Made by the configuration, which may change and take it back.</summary>
    public bool IsDeclared { get; init; }
}

internal sealed record GroupMembership(string GroupName, DateTimeOffset JoinDate);

/// <summary>May sign in to the console, which there is none of here: kept and given back.</summary>
internal sealed record LoginProfileRecord(StoredSecret Password, bool PasswordResetRequired, bool MfaBindRequired, DateTimeOffset CreateDate);
