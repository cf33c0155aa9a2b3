using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Identity;

/// <summary>An account with users and roles for every case of the tests.</summary>
internal static class Given
{
    public const string AccountId = "1234567890123456";

    public const string OtherAccountId = "6543210987654321";

    public static RamDirectory Directory() => new(Accounts, TimeProvider.System);

    public static IReadOnlyList<AccountDeclaration> Accounts =>
    [
        new()
        {
            AccountId = AccountId,
            RootAccessKey = new("LTAIroot", new("root-secret")),
            Users =
            [
                User("alice", "AliyunSTSAssumeRoleAccess"),
                User("bob"),
                new() { UserName = "carol", AccessKeys = [new("LTAIretired", new("retired-secret"), IsActive: false)] },
            ],
            Roles =
            [
                Role("orders", TrustPolicies.ForFunctionCompute, "AliyunOSSFullAccess"),
                Role("open", TrustPolicies.For([], [$"acs:ram::{AccountId}:root"]), "AliyunSTSAssumeRoleAccess") with { MaxSessionDuration = TimeSpan.FromHours(2) },
                Role("next", TrustPolicies.For([], [$"acs:ram::{AccountId}:role/open"]), "AliyunOSSReadOnlyAccess"),
                Role("audited", TrustWhen("""{"StringEquals":{"sts:ExternalId":"audit-7"} }""")),
                Role("guarded", TrustWhen("""{"Bool":{"acs:MFAPresent":"true"} }""")),
                Role("traced", TrustWhen("""{"StringEquals":{"sts:SourceIdentity":"Alice"} }""")),
            ],
        },
        new() { AccountId = OtherAccountId, Roles = [Role("foreign", TrustPolicies.For([], [$"acs:ram::{AccountId}:user/alice"]))] },
    ];

    private static UserDeclaration User(string name, params string[] policies) => new()
    {
        UserName = name,
        AccessKeys = [new($"LTAI{name}", new($"{name}-secret"))],
        Policies = [.. policies.Select(policy => SystemPolicies.Find(policy)!)],
    };

    private static RoleDeclaration Role(string name, PolicyDocument trust, params string[] policies)
        => new() { RoleName = name, Trust = trust, Policies = [.. policies.Select(policy => SystemPolicies.Find(policy)!)] };

    /// <summary>Trusts the account under a condition (JSON).</summary>
    private static PolicyDocument TrustWhen(string condition) => PolicyDocument.Known(
        $$$"""
        {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::{{{AccountId}}}:root"]},
        "Condition":{{{condition}}} }]}
        """, PolicyKind.Trust);
}
