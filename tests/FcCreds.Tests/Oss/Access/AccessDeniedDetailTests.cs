using System.Xml.Linq;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

/// <summary>Evidence: OSS docs, page of EC 0003-00000201, shows the element in the body.</summary>
public sealed class AccessDeniedDetailTests
{
    private const string DenyAll = """{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    [Fact]
    public async Task A_users_denial_carries_the_documented_elements_in_order()
    {
        await using var oss = await OssFixture.StartAsync();
        var user = oss.AddRamUser("LTAIdetail", "205871000474254611", DenyAll);
        var detail = Detail(await oss.As(user).GetAsync("/photos"))!;
        Assert.Equal(
            ["PolicyType", "AuthPrincipalOwnerId", "AuthPrincipalType", "AuthPrincipalDisplayName", "NoPermissionType", "AuthAction", "EncodedDiagnosticMessage"],
            detail.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("AccountLevelIdentityBasedPolicy", detail.Element("PolicyType")!.Value);
        Assert.Equal("SubUser", detail.Element("AuthPrincipalType")!.Value);
        Assert.Equal("205871000474254611", detail.Element("AuthPrincipalDisplayName")!.Value);
        Assert.Equal("ExplicitDeny", detail.Element("NoPermissionType")!.Value);
        Assert.Equal("oss:ListObjects", detail.Element("AuthAction")!.Value);
    }

    [Fact]
    public async Task A_session_policy_is_named_as_what_denies()
    {
        await using var oss = await OssFixture.StartAsync();
        var detail = Detail(await oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:*"), OssFixture.Allow("oss:GetObject")))).GetAsync("/photos"))!;
        Assert.Equal(("SessionPolicy", "AssumedRoleUser", "ImplicitDeny"), (detail.Element("PolicyType")!.Value, detail.Element("AuthPrincipalType")!.Value, detail.Element("NoPermissionType")!.Value));
    }

    [Fact]
    public async Task Strangers_and_anonymous_callers_learn_nothing_of_policies()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Null(Detail(await oss.As(oss.Stranger).GetAsync("/photos")));
        Assert.Null(Detail(await oss.As(null).GetAsync("/photos")));
    }

    private static XElement? Detail(OssAnswer answer) => XElement.Parse(answer.Text).Element("AccessDeniedDetail");
}
