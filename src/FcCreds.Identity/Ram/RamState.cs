using System.Collections.Frozen;
using FcCreds.Core.Callers;

namespace FcCreds.Identity.Ram;

/// <summary>Every account, user, key and role at one moment; immutable, so a request sees one state from start to end.</summary>
internal sealed class RamState : IPrincipalDirectory
{
    private readonly FrozenDictionary<string, AccessKey> keys;
    private readonly FrozenDictionary<(string AccountId, string UpperRoleName), Role> roles;

    private RamState(IEnumerable<AccessKey> keys, IEnumerable<Role> roles)
    {
        this.keys = keys.ToFrozenDictionary(key => key.AccessKeyId, StringComparer.Ordinal);
        this.roles = roles.ToFrozenDictionary(role => (role.AccountId, role.RoleName.ToUpperInvariant()));
    }

    public static RamState From(IEnumerable<AccountDeclaration> accounts)
    {
        List<AccessKey> keys = [];
        List<Role> roles = [];
        foreach (var account in accounts)
        {
            if (account.RootAccessKey is { } root) keys.Add(KeyOf(Root(account.AccountId), root));
            keys.AddRange(account.Users.SelectMany(user => user.AccessKeys.Select(key => KeyOf(User(account.AccountId, user), key))));
            roles.AddRange(account.Roles.Select(role => RoleOf(account.AccountId, role)));
        }
        return new(keys, roles);
    }

    public IEnumerable<string> AccessKeyIds => keys.Keys;

    public AccessKey? FindAccessKey(string accessKeyId) => keys.GetValueOrDefault(accessKeyId);

    public Role? FindRole(string accountId, string roleName) => roles.GetValueOrDefault((accountId, roleName.ToUpperInvariant()));

    private static AccessKey KeyOf(Caller owner, AccessKeyDeclaration key)
        => new(key.AccessKeyId, key.AccessKeySecret, key.IsActive, owner with { AccessKeyId = key.AccessKeyId });

    private static Caller Root(string accountId) => new()
    {
        Kind = CallerKind.Account,
        AccountId = accountId,
        Name = "root",
        PrincipalId = accountId,
        Arn = $"acs:ram::{accountId}:root",
        AccessKeyId = "",
    };

    private static Caller User(string accountId, UserDeclaration user) => new()
    {
        Kind = CallerKind.RamUser,
        AccountId = accountId,
        Name = user.UserName,
        PrincipalId = RamIds.OfUser(accountId, user.UserName),
        Arn = $"acs:ram::{accountId}:user/{user.UserName}",
        AccessKeyId = "",
        Policies = user.Policies,
    };

    private static Role RoleOf(string accountId, RoleDeclaration role) => new()
    {
        AccountId = accountId,
        RoleName = role.RoleName,
        RoleId = RamIds.OfRole(accountId, role.RoleName),
        Trust = role.Trust,
        Policies = role.Policies,
        MaxSessionDuration = role.MaxSessionDuration,
        Description = role.Description,
    };
}
