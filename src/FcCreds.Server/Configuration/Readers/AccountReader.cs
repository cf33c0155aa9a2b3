using System.Text.RegularExpressions;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads one account: an entry of <c>accounts</c>, or the whole file in its flat form.</summary>
internal sealed partial class AccountReader(BucketReader buckets, FunctionReader functions, CustomDomainReader domains, Problems problems)
{
    private readonly HashSet<string> accessKeyIds = new(StringComparer.Ordinal);
    private readonly List<AccountDeclaration> accounts = [];

    public IReadOnlyList<AccountDeclaration> Accounts => accounts;

    /// <summary>Reads it and answers its region.</summary>
    public string Read(Section section)
    {
        var accountId = AccountId(section);
        var region = section.Text("region") ?? FcCredsConfiguration.DefaultRegion;
        if (!Region().IsMatch(region)) problems.Error(section.At("region"), $"'{region}' is no region; one looks like {FcCredsConfiguration.DefaultRegion}.");

        var policies = new PolicyReader(problems);
        foreach (var item in section.Items("policies")) policies.Declare(item);
        var users = new UserReader(accessKeyIds, problems);
        var root = section.Find("rootAccessKey") is { } key ? users.AccessKey(key) : null;
        var roles = new RoleReader(policies, problems).Read(section.Items("roles"));
        var groups = new GroupReader(policies, problems).Read(section.Items("groups"));
        var providers = new ProviderReader(problems);
        accounts.Add(new()
        {
            AccountId = accountId,
            RootAccessKey = root,
            Users = users.Read(section.Items("users"), policies, groups),
            Groups = groups,
            Roles = roles,
            Policies = policies.Declared,
            OidcProviders = providers.Oidc(section.Items("oidcProviders")),
            SamlProviders = providers.Saml(section.Items("samlProviders")),
        });
        buckets.Read(section.Items("buckets"), accountId, region);
        functions.Read(section.Items("functions"), accountId, region, roles);
        domains.Read(section.Items("customDomains"), accountId);
        return region;
    }

    private string AccountId(Section section)
    {
        if (section.Text("account") is not { } accountId) return AccountIds.Default;
        if (!AccountIds.IsValid(accountId)) problems.Error(section.At("account"), $"An account id has 16 digits, such as '{AccountIds.Default}'; this is '{accountId}'.");
        if (accounts.Exists(account => account.AccountId == accountId)) problems.Error(section.At("account"), $"The account {accountId} is declared twice.");
        return accountId;
    }

    [GeneratedRegex("^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Region();
}
