using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Fc;
using FcCreds.Fc.Domains;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Server.Configuration;

/// <summary>What a server is told to be: accounts, buckets and functions, checked and with every name resolved.</summary>
internal sealed record FcCredsConfiguration
{
    public const string DefaultRegion = "cn-hangzhou";

    /// <summary>Role of folders without configuration, and of who names none on the command line: trusts FC and this server's own tokens, may use OSS fully.</summary>
    public const string DefaultRoleName = "fccreds-default-role";

    /// <summary>The file read, or null when there was none.</summary>
    public string? File { get; init; }

    /// <summary>At least one; the first owns what is not said to be anyone's.</summary>
    public required IReadOnlyList<AccountDeclaration> Accounts { get; init; }

    /// <summary>Of the first account.</summary>
    public required string Region { get; init; }

    public IReadOnlyList<BucketDeclaration> Buckets { get; init; } = [];

    public IReadOnlyList<FunctionDeclaration> Functions { get; init; } = [];

    /// <summary>Names are unique.</summary>
    public IReadOnlyList<CustomDomain> CustomDomains { get; init; } = [];

    public string AccountId => Accounts[0].AccountId;

    public string DefaultRoleArn => new RoleArn(AccountId, DefaultRoleName).ToString();

    /// <summary>A server without configuration.</summary>
    public static FcCredsConfiguration Default(string accountId = AccountIds.Default, string region = DefaultRegion)
        => new FcCredsConfiguration { Accounts = [new() { AccountId = accountId }], Region = region }.WithDefaultRole();

    /// <summary>With the role for functions that name none; one declared under that name stays as it is.</summary>
    public FcCredsConfiguration WithDefaultRole() => Accounts[0].Roles.Any(role => role.RoleName == DefaultRoleName)
        ? this
        : WithRole(OssRole(DefaultRoleName, "Given to functions that name no role") with
        {
            Trust = TrustPolicies.For([TrustPolicies.FunctionCompute], [], OidcProvider.ArnOf(AccountId, OidcIssuer.ProviderName)),
        });

    public FcCredsConfiguration WithRole(RoleDeclaration role)
        => WithFirstAccount(Accounts[0] with { Roles = [.. Accounts[0].Roles, role] });

    /// <summary>With the first account's own key, for a server that is told one elsewhere.</summary>
    public FcCredsConfiguration WithRootAccessKey(string accessKeyId, Secret accessKeySecret)
        => WithFirstAccount(Accounts[0] with { RootAccessKey = new(accessKeyId, accessKeySecret) });

    /// <summary>A role that FC may assume and that may use OSS fully.</summary>
    internal static RoleDeclaration OssRole(string roleName, string description) => new()
    {
        RoleName = roleName,
        Description = description,
        Trust = TrustPolicies.ForFunctionCompute,
        Policies = [SystemPolicies.Find("AliyunOSSFullAccess")!],
    };

    private FcCredsConfiguration WithFirstAccount(AccountDeclaration account) => this with { Accounts = [account, .. Accounts.Skip(1)] };
}
