using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Export;

namespace FcCreds.Server.Control;

/// <summary><c>/_fccreds/ram</c>: how new the accounts are that this server knows; and all of them, as <c>fccreds.yaml</c> has them.</summary>
internal sealed class RamExport(FcCredsConfiguration configuration, RamDirectory directory)
{
    public const string Path = "/_fccreds/ram";
    public const string ExportPath = Path + "/export";

    private const string Header = "# Users, groups, roles and policies of a running FcCreds; buckets and functions are not in here.\n";

    /// <summary>Several servers on one store agree when their versions do.</summary>
    public IReadOnlyList<RamVersion> Versions() => [.. configuration.Accounts.Select(account => new RamVersion(account.AccountId, directory.Find(account.AccountId)?.Version ?? 0))];

    public RamExportReply Export(RamExportOrder order)
    {
        var accounts = configuration.Accounts
            .Select((account, at) => new AccountExport(directory.Find(account.AccountId)!, account.RootAccessKey, order.WithSecrets).ToYaml(at == 0 ? configuration.Region : null))
            .ToList();
        return new(Header + YamlWriter.Write(accounts.Count == 1 ? accounts[0] : YamlWriter.Map(("accounts", YamlWriter.List(accounts)))));
    }
}

/// <summary>The version of an account's RAM state on the server that answers.</summary>
internal sealed record RamVersion(string AccountId, long Version);

internal sealed record RamExportOrder(bool WithSecrets);

internal sealed record RamExportReply(string Yaml);
