using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class TrustEvaluatorTests
{
    [Fact]
    public void A_service_is_let_in_by_its_host_name()
    {
        var role = Trusting(""" "Service":["fc.aliyuncs.com"] """);

        Assert.True(Let(role, TrustPrincipal.Service("fc.aliyuncs.com")).IsAllowed);
        var refused = Let(role, TrustPrincipal.Service("oss.aliyuncs.com"));
        Assert.Equal((PolicyEffect.ImplicitDeny, PolicyLayer.TrustPolicy), (refused.Effect, refused.Layer));
        Assert.Equal("principal fc.aliyuncs.com is not oss.aliyuncs.com", refused.Read[0].Because);
        Assert.Equal("""{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": ["oss.aliyuncs.com"] } }""", refused.Needed);
    }

    [Fact]
    public void A_user_cannot_assume_a_services_role()
        => Assert.False(Let(Trusting(""" "Service":["fc.aliyuncs.com"] """), TrustPrincipal.Ram(Ask.User())).IsAllowed);

    [Fact]
    public void The_root_of_an_account_stands_for_its_users_and_roles()
    {
        var role = Trusting($""" "RAM":["acs:ram::{Ask.Account}:root"] """);

        Assert.True(Let(role, TrustPrincipal.Ram(Ask.User())).IsAllowed);
        Assert.True(Let(role, TrustPrincipal.Ram(Ask.RoleSession(null))).IsAllowed);
        Assert.False(Let(role, TrustPrincipal.Ram(Ask.User() with { AccountId = Ask.Foreign })).IsAllowed);
    }

    [Fact]
    public void A_user_is_trusted_by_name_and_a_role_without_regard_to_case()
    {
        var role = Trusting($""" "RAM":["acs:ram::{Ask.Account}:user/alice","acs:ram:*:{Ask.Account}:role/Orders"] """);

        Assert.True(Let(role, TrustPrincipal.Ram(Ask.User())).IsAllowed);
        Assert.True(Let(role, TrustPrincipal.Ram(Ask.RoleSession(null))).IsAllowed);
        Assert.False(Let(role, TrustPrincipal.Ram(Ask.User() with { Name = "bob" })).IsAllowed);
        Assert.Equal(
            """{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": ["acs:ram::1234567890123456:user/bob"] } }""",
            Let(role, TrustPrincipal.Ram(Ask.User() with { Name = "bob" })).Needed);
    }

    [Theory]
    [InlineData("sts:AssumeRole")]
    [InlineData("sts:AssumeRoleWithOIDC")]
    [InlineData("sts:*")]
    public void An_identity_provider_is_trusted_under_conditions_on_its_token(string action)
    {
        var role = Trusting(""" "Federated":["acs:ram::1234567890123456:oidc-provider/k8s"] """, """ "Condition":{"StringEquals":{"oidc:aud":"sts.aliyuncs.com"}} """, action: action);
        var provider = TrustPrincipal.Federated("acs:ram::1234567890123456:oidc-provider/k8s");

        Assert.True(Let(role, provider, ("oidc:aud", "sts.aliyuncs.com")).IsAllowed);
        Assert.Equal("condition StringEquals oidc:aud: other is not sts.aliyuncs.com", Let(role, provider, ("oidc:aud", "other")).Read[0].Because);
        Assert.False(Let(role, TrustPrincipal.Federated("acs:ram::1234567890123456:oidc-provider/other"), ("oidc:aud", "sts.aliyuncs.com")).IsAllowed);
    }

    [Fact]
    public void An_external_id_is_a_condition_like_any_other()
    {
        var role = Trusting($""" "RAM":["acs:ram::{Ask.Account}:root"] """, """ "Condition":{"StringEquals":{"sts:ExternalId":"x1"}} """);

        Assert.True(Let(role, TrustPrincipal.Ram(Ask.User()), ("sts:ExternalId", "x1")).IsAllowed);
        Assert.False(Let(role, TrustPrincipal.Ram(Ask.User())).IsAllowed);
    }

    [Fact]
    public void A_deny_in_the_trust_policy_wins()
    {
        var trust = Ask.Document(
            """{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"}}""",
            """{"Effect":"Deny","Action":"*","Principal":{"Service":"fc.aliyuncs.com"}}""");

        var decision = Let(Role(trust), TrustPrincipal.Service("fc.aliyuncs.com"));

        Assert.Equal((PolicyEffect.ExplicitDeny, "trust#2"), (decision.Effect, decision.Needed));
    }

    [Fact]
    public void Another_action_lets_nobody_in()
        => Assert.False(Let(Trusting(""" "Service":"fc.aliyuncs.com" """, action: "sts:GetCallerIdentity"), TrustPrincipal.Service("fc.aliyuncs.com")).IsAllowed);

    private static PolicyDecision Let(Role role, TrustPrincipal principal, params (string Key, string Value)[] conditions)
        => PolicyEvaluator.EvaluateTrust(role, principal, Ask.When(conditions));

    private static Role Trusting(string principal, string? more = null, string action = "sts:AssumeRole")
        => Role(Ask.Document($$"""{"Effect":"Allow","Action":"{{action}}","Principal":{ {{principal}} }{{(more is null ? "" : "," + more)}} }"""));

    private static Role Role(string trust) => new()
    {
        AccountId = Ask.Account,
        RoleName = "target",
        RoleId = "344584339364951186",
        Trust = PolicyDocument.Known(trust, PolicyKind.Trust),
    };
}
