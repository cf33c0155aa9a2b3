using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

/// <summary>Short ways to policies, callers and questions.</summary>
internal static class Ask
{
    public const string Account = "1234567890123456";
    public const string Foreign = "6543210987654321";

    public static string Statement(string effect, string action, string resource, string? more = null)
        => $$"""{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"{{(more is null ? "" : "," + more)}}}""";

    public static string Document(params string[] statements)
        => $$"""{"Version":"1","Statement":[{{string.Join(',', statements)}}]}""";

    public static AttachedPolicy Policy(string name, params string[] statements)
        => new(name, "Custom", PolicyDocument.Known(Document(statements)));

    public static AttachedPolicy Bucket(params string[] statements)
        => new("bucket", "Inline", PolicyDocument.Known(Document(statements), PolicyKind.Bucket));

    public static Caller User(params AttachedPolicy[] policies) => new()
    {
        Kind = CallerKind.RamUser,
        AccountId = Account,
        Name = "alice",
        PrincipalId = "222222222222222222",
        Arn = $"acs:ram::{Account}:user/alice",
        AccessKeyId = "LTAIalice",
        Policies = policies,
    };

    public static Caller RoleSession(AttachedPolicy? sessionPolicy, params AttachedPolicy[] policies) => new()
    {
        Kind = CallerKind.AssumedRole,
        AccountId = Account,
        Name = "orders/s1",
        PrincipalId = "333333333333333333:s1",
        Arn = $"acs:ram::{Account}:assumed-role/orders/s1",
        AccessKeyId = "STS.FcC",
        Policies = policies,
        SessionPolicy = sessionPolicy,
        Session = Sessions.Given.Claims() with { AccountId = Account, RoleName = "orders", RoleSessionName = "s1" },
    };

    public static Caller Root(string account = Account) => new()
    {
        Kind = CallerKind.Account,
        AccountId = account,
        Name = "root",
        PrincipalId = account,
        Arn = $"acs:ram::{account}:root",
        AccessKeyId = "LTAIroot",
    };

    public static PolicyConditions When(params (string Key, string Value)[] keys)
        => new(keys.Select(k => KeyValuePair.Create(k.Key, k.Value)));

    public static PolicyDecision May(Caller caller, string action, string resource, PolicyConditions? when = null, AttachedPolicy? bucketPolicy = null, string? owner = Account)
        => PolicyEvaluator.Evaluate(new()
        {
            Caller = caller,
            Action = action,
            Resource = resource,
            Conditions = when ?? PolicyConditions.Empty,
            ResourcePolicy = bucketPolicy,
            ResourceOwner = owner,
        });
}
