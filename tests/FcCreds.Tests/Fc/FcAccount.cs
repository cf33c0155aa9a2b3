using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Fc;

/// <summary>The account that the tests of this folder run in.</summary>
internal static class FcAccount
{
    public const string RoleArn = $"acs:ram::{FcHost.Account}:role/orders";
    public const string RoleWithoutTrust = $"acs:ram::{FcHost.Account}:role/for-ecs";
    public const string Notifier = $"acs:ram::{FcHost.Account}:role/notifier";
    public const string NotifierWithoutPermission = $"acs:ram::{FcHost.Account}:role/notifier-of-nobody";

    public static readonly AccessKeyDeclaration Root = new("LTAIrootrootrootroot", new("root-secret"));
    public static readonly AccessKeyDeclaration Invoker = new("LTAIinvokerinvoker00", new("invoker-secret"));
    public static readonly AccessKeyDeclaration Developer = new("LTAIdeveloper0000000", new("developer-secret"));
    public static readonly AccessKeyDeclaration Administrator = new("LTAIadministrator000", new("administrator-secret"));
    /// <summary>Of the published vectors of trigger signatures; may invoke.</summary>
    public static readonly AccessKeyDeclaration Vectors = new("testAK", new("testSecret"));
    public static readonly AccessKeyDeclaration Nobody = new("LTAInobodynobody0000", new("nobody-secret"));

    public static readonly AccountDeclaration Declaration = new()
    {
        AccountId = FcHost.Account,
        RootAccessKey = Root,
        Users =
        [
            new() { UserName = "invoker", AccessKeys = [Invoker], Policies = [Allowing("fc:InvokeFunction")] },
            new() { UserName = "vectors", AccessKeys = [Vectors], Policies = [Allowing("fc:InvokeFunction")] },
            new() { UserName = "developer", AccessKeys = [Developer], Policies = [Allowing("fc:*")] },
            new() { UserName = "administrator", AccessKeys = [Administrator], Policies = [SystemPolicies.Find("AliyunFCFullAccess")!, NoAnonymousTriggers] },
            new() { UserName = "nobody", AccessKeys = [Nobody] },
        ],
        Roles =
        [
            new() { RoleName = "orders", Trust = Trusting("fc.aliyuncs.com") },
            new() { RoleName = "for-ecs", Trust = Trusting("ecs.aliyuncs.com") },
            new() { RoleName = "notifier", Trust = Trusting("oss.aliyuncs.com"), Policies = [Allowing("fc:InvokeFunction", "acs:fc:*:*:functions/orders")] },
            new() { RoleName = "notifier-of-nobody", Trust = Trusting("oss.aliyuncs.com") },
        ],
    };

    private static AttachedPolicy NoAnonymousTriggers => new("no-anonymous-triggers", "Inline", PolicyDocument.Known(
        """{"Version":"1","Statement":[{"Effect":"Deny","Action":["fc:CreateTrigger","fc:UpdateTrigger"],"Resource":"*","Condition":{"StringEquals":{"fc:EnableHTTPTriggerAnonymous":"true"} } }]}"""));

    private static AttachedPolicy Allowing(string action, string resource = "*") => new("invoking", "Inline", PolicyDocument.Known(
        $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}"""));

    private static PolicyDocument Trusting(string service) => PolicyDocument.Known(
        $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["{{service}}"] } }]}""", PolicyKind.Trust);
}
