using System.Collections.Immutable;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram.Seeding;

/// <summary>
/// Puts what a configuration declares into what is stored of an account. What was declared as it is now stays as the API left it; what
/// is missing or was declared otherwise is made anew; what is declared no longer goes; what the API made stays (decision 0030).
/// </summary>
internal sealed class RamSeed(AccountDeclaration declared, DateTimeOffset now)
{
    public AccountRecord Into(AccountRecord stored)
    {
        var account = WithoutUndeclared(stored);
        foreach (var policy in declared.Policies)
        {
            var (found, seed) = (account.Policies.GetValueOrDefault(policy.PolicyName), Fingerprint.Of(policy));
            if (found?.Seed != seed) account = account with { Policies = account.Policies.SetItem(policy.PolicyName, Make(policy, found, seed)) };
        }
        foreach (var group in declared.Groups)
        {
            var (found, seed) = (account.Groups.GetValueOrDefault(group.GroupName), Fingerprint.Of(group));
            if (found?.Seed != seed) account = account with { Groups = account.Groups.SetItem(group.GroupName, Make(group, found, seed, account)) };
        }
        foreach (var role in declared.Roles)
        {
            var (found, seed) = (account.Roles.GetValueOrDefault(role.RoleName), Fingerprint.Of(role));
            if (found?.Seed != seed) account = account with { Roles = account.Roles.SetItem(role.RoleName, Make(role, found, seed, account)) };
        }
        foreach (var user in declared.Users)
        {
            var (found, seed) = (account.Users.GetValueOrDefault(user.UserName), Fingerprint.Of(user));
            if (found?.Seed != seed || !HasSecrets(found, user)) account = account with { Users = account.Users.SetItem(user.UserName, Make(user, found, seed, account)) };
        }
        foreach (var provider in declared.OidcProviders)
        {
            var (found, seed) = (account.OidcProviders.GetValueOrDefault(provider.OidcProviderName), Fingerprint.Of(provider));
            if (found?.Seed != seed) account = account with { OidcProviders = account.OidcProviders.SetItem(provider.OidcProviderName, Make(provider, found, seed)) };
        }
        foreach (var provider in declared.SamlProviders)
        {
            var (found, seed) = (account.SamlProviders.GetValueOrDefault(provider.SamlProviderName), Fingerprint.Of(provider));
            if (found?.Seed != seed) account = account with { SamlProviders = account.SamlProviders.SetItem(provider.SamlProviderName, Make(provider, found, seed)) };
        }
        return account;
    }

    private AccountRecord WithoutUndeclared(AccountRecord account)
    {
        foreach (var (name, user) in account.Users)
        {
            if (user.Seed is not null && !declared.Users.Any(one => Same(one.UserName, name))) account = account.Without(user);
        }
        foreach (var (name, group) in account.Groups)
        {
            if (group.Seed is not null && !declared.Groups.Any(one => Same(one.GroupName, name))) account = account.Without(group);
        }
        foreach (var (name, role) in account.Roles)
        {
            if (role.Seed is not null && !declared.Roles.Any(one => Same(one.RoleName, name))) account = account.Without(role);
        }
        foreach (var (name, policy) in account.Policies)
        {
            if (policy.Seed is not null && !declared.Policies.Any(one => Same(one.PolicyName, name))) account = account.Without(policy);
        }
        var oidc = account.OidcProviders.Where(one => one.Value.Seed is not null && !declared.OidcProviders.Any(kept => Same(kept.OidcProviderName, one.Key)));
        var saml = account.SamlProviders.Where(one => one.Value.Seed is not null && !declared.SamlProviders.Any(kept => Same(kept.SamlProviderName, one.Key)));
        return account with
        {
            OidcProviders = account.OidcProviders.RemoveRange(oidc.Select(one => one.Key)),
            SamlProviders = account.SamlProviders.RemoveRange(saml.Select(one => one.Key)),
        };
    }

    private static bool Same(string one, string other) => RamNames.Comparer.Equals(one, other);

    /// <summary>Keys that the API has deleted since are not asked for.</summary>
    private static bool HasSecrets(UserRecord found, UserDeclaration user)
        => user.AccessKeys.All(key => found.AccessKeys.Find(one => one.AccessKeyId == key.AccessKeyId) is not { } stored || stored.AccessKeySecret.Opened == key.AccessKeySecret);

    private PolicyRecord Make(PolicyDeclaration policy, PolicyRecord? found, string seed) => new()
    {
        PolicyName = policy.PolicyName,
        Description = policy.Description,
        Versions = [new("v1", policy.Document.Json, now)],
        DefaultVersion = "v1",
        LastVersionNumber = 1,
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    private GroupRecord Make(GroupDeclaration group, GroupRecord? found, string seed, AccountRecord account) => new()
    {
        GroupName = group.GroupName,
        GroupId = found?.GroupId ?? RamIds.OfGroup(account, group.GroupName),
        Comments = group.Comments,
        Policies = Links(group.Policies),
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    private RoleRecord Make(RoleDeclaration role, RoleRecord? found, string seed, AccountRecord account) => new()
    {
        RoleName = role.RoleName,
        RoleId = found?.RoleId ?? RamIds.OfRole(account, role.RoleName),
        Description = role.Description,
        AssumeRolePolicyDocument = role.Trust.Json,
        MaxSessionDuration = (int)role.MaxSessionDuration.TotalSeconds,
        Policies = Links(role.Policies),
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    private UserRecord Make(UserDeclaration user, UserRecord? found, string seed, AccountRecord account) => new()
    {
        UserName = user.UserName,
        UserId = found?.UserId ?? RamIds.OfUser(account, user.UserName),
        DisplayName = user.DisplayName,
        Comments = user.Comments,
        AccessKeys = Keys(user, found),
        Groups = [.. user.Groups.Select(group => new GroupMembership(group, now))],
        Policies = Links(user.Policies),
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    /// <summary>The declared ones, and those that the API made.</summary>
    private ImmutableList<AccessKeyRecord> Keys(UserDeclaration user, UserRecord? found)
    {
        var made = found?.AccessKeys.Where(key => !key.IsDeclared && !user.AccessKeys.Any(one => one.AccessKeyId == key.AccessKeyId)) ?? [];
        return [.. user.AccessKeys.Select(key => new AccessKeyRecord(key.AccessKeyId, key.AccessKeySecret, key.IsActive, now) { IsDeclared = true }), .. made];
    }

    private OidcProvider Make(OidcProviderDeclaration provider, OidcProvider? found, string seed) => new()
    {
        OidcProviderName = provider.OidcProviderName,
        IssuerUrl = provider.IssuerUrl,
        ClientIds = [.. provider.ClientIds],
        Fingerprints = [.. provider.Fingerprints],
        Description = provider.Description,
        IssuanceLimitTime = provider.IssuanceLimitTime,
        Jwks = provider.Jwks,
        IsLocal = provider.IsLocal,
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    private SamlProvider Make(SamlProviderDeclaration provider, SamlProvider? found, string seed) => new()
    {
        SamlProviderName = provider.SamlProviderName,
        MetadataDocument = provider.MetadataDocument,
        Description = provider.Description,
        CreateDate = found?.CreateDate ?? now,
        UpdateDate = now,
        Seed = seed,
    };

    private ImmutableList<PolicyLink> Links(IEnumerable<AttachedPolicy> policies)
        => [.. policies.Select(policy => new PolicyLink(policy.PolicyType, policy.PolicyName, now, policy.PolicyType == PolicyLink.Inline ? policy.Document.Json : null))];
}
