using System.Collections.Frozen;
using System.Collections.Immutable;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram;

/// <summary>An account at one moment, in the form in which requests ask; immutable, so a request sees one state from start to end.</summary>
internal sealed class RamState
{
    private readonly FrozenDictionary<string, AccessKey> keys;
    private readonly FrozenDictionary<string, Role> roles;

    public RamState(AccountRecord record, AccessKeyDeclaration? rootAccessKey)
    {
        (Record, RootAccessKey) = (record, rootAccessKey);
        keys = AccessKeys().ToFrozenDictionary(key => key.AccessKeyId, StringComparer.Ordinal);
        roles = record.Roles.Values.Select(RoleOf).ToFrozenDictionary(role => role.RoleName, RamNames.Comparer);
    }

    public AccountRecord Record { get; }

    /// <summary>Told by whoever starts a server, each for itself: not part of the record.</summary>
    public AccessKeyDeclaration? RootAccessKey { get; }

    public IEnumerable<string> AccessKeyIds => keys.Keys;

    public AccessKey? FindAccessKey(string accessKeyId) => keys.GetValueOrDefault(accessKeyId);

    /// <summary>The user as a caller without a key.</summary>
    public Caller? FindUser(string userName) => Record.Users.TryGetValue(userName, out var user) ? UserOf(user, "") : null;

    public Role? FindRole(string roleName) => roles.GetValueOrDefault(roleName);

    private IEnumerable<AccessKey> AccessKeys()
    {
        if (RootAccessKey is { } root) yield return new(root.AccessKeyId, root.AccessKeySecret, root.IsActive, Root(root.AccessKeyId));
        foreach (var user in Record.Users.Values)
        {
            foreach (var key in user.AccessKeys.Where(key => key.AccessKeySecret.IsOpen))
                yield return new(key.AccessKeyId, key.AccessKeySecret.Opened, key.IsActive, UserOf(user, key.AccessKeyId));
        }
    }

    private Caller Root(string accessKeyId) => new()
    {
        Kind = CallerKind.Account,
        AccountId = Record.AccountId,
        Name = "root",
        PrincipalId = Record.AccountId,
        Arn = $"acs:ram::{Record.AccountId}:root",
        AccessKeyId = accessKeyId,
    };

    private Caller UserOf(UserRecord user, string accessKeyId) => new()
    {
        Kind = CallerKind.RamUser,
        AccountId = Record.AccountId,
        Name = user.UserName,
        PrincipalId = user.UserId,
        Arn = UserRecord.ArnOf(Record.AccountId, user.UserName),
        AccessKeyId = accessKeyId,
        Policies = [.. Attached(user), .. user.Groups.SelectMany(membership => Record.Groups.TryGetValue(membership.GroupName, out var group) ? OfGroup(group) : [])],
    };

    private Role RoleOf(RoleRecord role) => new()
    {
        AccountId = Record.AccountId,
        RoleName = role.RoleName,
        RoleId = role.RoleId,
        Trust = role.Trust,
        Policies = Attached(role),
        MaxSessionDuration = TimeSpan.FromSeconds(role.MaxSessionDuration),
        Description = role.Description,
    };

    private IReadOnlyList<AttachedPolicy> Attached(PrincipalRecord principal) => [.. principal.Policies.Select(Attached).OfType<AttachedPolicy>()];

    private IEnumerable<AttachedPolicy> OfGroup(GroupRecord group) => Attached(group).Select(policy => policy with { AttachedTo = $"group {group.GroupName}" });

    private AttachedPolicy? Attached(PolicyLink link) => link.PolicyType switch
    {
        PolicyLink.System => SystemPolicies.Find(link.PolicyName),
        PolicyLink.Custom => Record.Policies.GetValueOrDefault(link.PolicyName)?.Attached,
        _ => new(link.PolicyName, PolicyLink.Inline, StoredPolicies.Read(link.Document ?? "", PolicyKind.Identity)),
    };
}
