using System.Collections.Immutable;
using FcCreds.Core.Errors;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Users, groups or roles, in what the operations do alike with them.</summary>
internal sealed record PrincipalKind<T>(
    string Parameter,
    Func<AccountRecord, ImmutableSortedDictionary<string, T>> All,
    Func<AccountRecord, ImmutableSortedDictionary<string, T>, AccountRecord> With)
    where T : PrincipalRecord
{
    public required ServiceError Missing { get; init; }

    public required ServiceError HasPolicy { get; init; }

    public required ServiceError HasNotPolicy { get; init; }

    public required ServiceError TooManyPolicies { get; init; }

    /// <summary>The one that the request names.</summary>
    public T Find(RamRequest request, AccountRecord account) => Find(account, request.Required(Parameter));

    public T Find(AccountRecord account, string name) => All(account).TryGetValue(name, out var found) ? found : throw Missing.With();

    public AccountRecord Put(AccountRecord account, string name, T changed) => With(account, All(account).SetItem(name, changed));
}

internal static class Principals
{
    public static readonly PrincipalKind<UserRecord> Users = new("UserName", account => account.Users, (account, users) => account with { Users = users })
    {
        Missing = RamErrors.NoUser,
        HasPolicy = RamErrors.UserHasPolicy,
        HasNotPolicy = RamErrors.NoPolicyOfUser,
        TooManyPolicies = RamErrors.TooManyPoliciesOfUser,
    };

    public static readonly PrincipalKind<GroupRecord> Groups = new("GroupName", account => account.Groups, (account, groups) => account with { Groups = groups })
    {
        Missing = RamErrors.NoGroup,
        HasPolicy = RamErrors.GroupHasPolicy,
        HasNotPolicy = RamErrors.NoPolicyOfGroup,
        TooManyPolicies = RamErrors.TooManyPoliciesOfGroup,
    };

    public static readonly PrincipalKind<RoleRecord> Roles = new("RoleName", account => account.Roles, (account, roles) => account with { Roles = roles })
    {
        Missing = RamErrors.NoRole,
        HasPolicy = RamErrors.RoleHasPolicy,
        HasNotPolicy = RamErrors.NoPolicyOfRole,
        TooManyPolicies = RamErrors.TooManyPoliciesOfRole,
    };
}
