using FcCreds.Server.Configuration.Readers;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration;

/// <summary>Reads <c>fccreds.yaml</c>.</summary>
internal static class ConfigurationFile
{
    public static readonly IReadOnlyList<string> Names = ["fccreds.yaml", "fccreds.yml"];

    /// <summary>The configuration as far as it could be read; worthless when <paramref name="problems"/> has errors afterwards.</summary>
    /// <param name="shown">How messages call the file.</param>
    /// <param name="folder">What paths in the file are relative to.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">Takes every mistake.</param>
    public static FcCredsConfiguration Read(string shown, string folder, string text, Problems problems)
    {
        var root = YamlSource.Read(shown, text, problems);
        if (root is null || Section.Open(root, "the configuration", ConfigurationKeys.Root, problems) is not { } section)
            return FcCredsConfiguration.Default();

        var buckets = new BucketReader(folder, problems);
        var functions = new FunctionReader(folder, problems);
        var domains = new CustomDomainReader(functions, problems);
        var accounts = new AccountReader(buckets, functions, domains, problems);
        var region = section.Find("accounts") is null ? accounts.Read(section) : ReadAccounts(section, accounts, problems);
        return accounts.Accounts.Count == 0 ? FcCredsConfiguration.Default() : new()
        {
            Accounts = accounts.Accounts,
            Region = region,
            Buckets = buckets.Buckets,
            Functions = functions.Functions,
            CustomDomains = domains.Domains,
        };
    }

    private static string ReadAccounts(Section section, AccountReader accounts, Problems problems)
    {
        foreach (var key in ConfigurationKeys.Account)
        {
            if (section.Find(key) is { } beside) problems.Error(beside.At, $"'{key}' stands beside 'accounts'; write it into an entry of 'accounts'.");
        }

        var region = FcCredsConfiguration.DefaultRegion;
        var items = section.Items("accounts");
        if (items.Count == 0) problems.Error(section.At("accounts"), "'accounts' needs at least one entry.");
        foreach (var item in items)
        {
            if (Section.Open(item, "an account", ConfigurationKeys.Account, problems) is not { } account) continue;
            if (items.Count > 1 && account.Find("account") is null) problems.Error(account.Start, "An entry of 'accounts' needs 'account' when there are several.");
            var own = accounts.Read(account);
            if (item == items[0]) region = own;
        }
        return region;
    }
}
