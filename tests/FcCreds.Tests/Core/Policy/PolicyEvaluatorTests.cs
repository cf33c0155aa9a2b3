using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class PolicyEvaluatorTests
{
    private const string Object = $"acs:oss:*:{Ask.Account}:orders/a.txt";
    private const string ForeignObject = $"acs:oss:*:{Ask.Foreign}:orders/a.txt";

    private static readonly AttachedPolicy AllowAll = Ask.Policy("all", Ask.Statement("Allow", "oss:*", "*"));
    private static readonly AttachedPolicy DenyPut = Ask.Policy("no-put", Ask.Statement("Deny", "oss:PutObject", "*"));
    private static readonly AttachedPolicy ReadOnly = Ask.Policy("read", Ask.Statement("Allow", "oss:Get*", "*"));

    [Fact]
    public void An_allow_names_the_statement_that_decided()
    {
        var decision = Ask.May(Ask.User(ReadOnly, AllowAll), "oss:PutObject", Object);

        Assert.True(decision.IsAllowed);
        Assert.Equal("all#1", decision.Decided!.Name);
        Assert.Equal(PolicyLayer.IdentityPolicy, decision.Layer);
        Assert.Null(decision.Needed);
    }

    [Fact]
    public void Actions_compare_without_case_and_NotAction_is_about_all_others()
    {
        Assert.True(Ask.May(Ask.User(Ask.Policy("p", Ask.Statement("Allow", "OSS:getobject", "*"))), "oss:GetObject", Object).IsAllowed);
        var allBut = Ask.User(new AttachedPolicy("p", "Custom", PolicyDocument.Known(Ask.Document("""{"Effect":"Allow","NotAction":["oss:Delete*"],"Resource":"*"}"""))));
        Assert.True(Ask.May(allBut, "oss:GetObject", Object).IsAllowed);
        var refused = Ask.May(allBut, "oss:DeleteObject", Object);
        Assert.False(refused.IsAllowed);
        Assert.Equal("action oss:DeleteObject is oss:Delete*", refused.Read[0].Because);
    }

    [Fact]
    public void Nothing_that_allows_is_an_implicit_deny_that_says_what_is_missing()
    {
        var policy = Ask.Policy(
            "orders-oss",
            Ask.Statement("Allow", "oss:PutObject", "acs:oss:*:*:logs/*"),
            Ask.Statement("Allow", "oss:GetObject", "acs:oss:*:*:logs/*"),
            Ask.Statement("Allow", "oss:GetObject", "*", """ "Condition":{"IpAddress":{"acs:SourceIp":"192.168.0.0/16"}} """));

        var decision = Ask.May(Ask.RoleSession(null, policy), "oss:GetObject", Object, Ask.When(("acs:SourceIp", "10.0.0.1")));

        Assert.Equal(PolicyEffect.ImplicitDeny, decision.Effect);
        Assert.Null(decision.Decided);
        Assert.Equal(
            [
                ("orders-oss#1", "action oss:GetObject is not oss:PutObject"),
                ("orders-oss#2", "resource acs:oss:*:*:logs/* does not cover acs:oss:*:1234567890123456:orders/a.txt"),
                ("orders-oss#3", "condition IpAddress acs:SourceIp: 10.0.0.1 not in 192.168.0.0/16"),
            ],
            decision.Read.Select(r => (r.Name, r.Because)));
        Assert.Equal("""{ "Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:1234567890123456:orders/a.txt" }""", decision.Needed);
    }

    [Fact]
    public void The_needed_statement_can_be_pasted_whatever_the_key_is()
    {
        var odd = $"acs:oss:*:{Ask.Account}:orders/\"quoted\" \\ \U0001F600.txt";

        var needed = Ask.May(Ask.User(), "oss:GetObject", odd).Needed!;

        Assert.True(Ask.May(Ask.User(new AttachedPolicy("p", "Custom", PolicyDocument.Known(Ask.Document(needed)))), "oss:GetObject", odd).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_explicit_deny_wins_wherever_it_stands(bool denyFirst)
    {
        var decision = Ask.May(denyFirst ? Ask.User(DenyPut, AllowAll) : Ask.User(AllowAll, DenyPut), "oss:PutObject", Object);

        Assert.Equal(PolicyEffect.ExplicitDeny, decision.Effect);
        Assert.Equal("no-put#1", decision.Decided!.Name);
        Assert.Equal("no-put#1", decision.Needed);
        Assert.Equal(2, decision.Read.Count(r => r.Applies));
    }

    [Fact]
    public void A_session_policy_can_only_narrow()
    {
        var narrowed = Ask.RoleSession(ReadOnly with { PolicyName = "session" }, AllowAll);

        Assert.True(Ask.May(narrowed, "oss:GetObject", Object).IsAllowed);
        var refused = Ask.May(narrowed, "oss:PutObject", Object);
        Assert.Equal((PolicyEffect.ImplicitDeny, PolicyLayer.SessionPolicy), (refused.Effect, refused.Layer));
        Assert.Equal("session#1", Assert.Single(refused.Read).Name);

        var widened = Ask.May(Ask.RoleSession(AllowAll with { PolicyName = "session" }, ReadOnly), "oss:PutObject", Object);
        Assert.Equal((PolicyEffect.ImplicitDeny, PolicyLayer.IdentityPolicy), (widened.Effect, widened.Layer));
        Assert.Equal(["session#1", "read#1"], widened.Read.Select(r => r.Name));
    }

    [Fact]
    public void A_deny_in_the_session_policy_ends_it()
    {
        var decision = Ask.May(Ask.RoleSession(DenyPut with { PolicyName = "session" }, AllowAll), "oss:PutObject", Object);

        Assert.Equal((PolicyEffect.ExplicitDeny, PolicyLayer.SessionPolicy, "session#1"), (decision.Effect, decision.Layer, decision.Needed));
    }

    [Fact]
    public void Identity_policies_do_not_reach_another_accounts_resources()
    {
        var decision = Ask.May(Ask.User(AllowAll), "oss:GetObject", ForeignObject, owner: Ask.Foreign);

        Assert.Equal((PolicyEffect.ImplicitDeny, PolicyLayer.ResourcePolicy), (decision.Effect, decision.Layer));
        Assert.Equal($"a policy of account {Ask.Account} does not reach a resource of account {Ask.Foreign}", decision.Read[0].Because);
        Assert.Equal("""{ "Effect": "Allow", "Action": "oss:GetObject", "Principal": ["222222222222222222"], "Resource": "acs:oss:*:6543210987654321:orders/a.txt" }""", decision.Needed);
    }

    [Fact]
    public void The_owner_of_the_resource_may_let_strangers_in_by_its_policy()
    {
        var policy = Ask.Bucket(Ask.Statement("Allow", "oss:GetObject", "*", """ "Principal":["222222222222222222","arn:sts::1234567890123456:assumed-role/orders/*"] """));

        var user = Ask.May(Ask.User(), "oss:GetObject", ForeignObject, bucketPolicy: policy, owner: Ask.Foreign);
        Assert.Equal((true, PolicyLayer.ResourcePolicy, "bucket#1"), (user.IsAllowed, user.Layer, user.Decided?.Name));
        Assert.True(Ask.May(Ask.RoleSession(null), "oss:GetObject", ForeignObject, bucketPolicy: policy, owner: Ask.Foreign).IsAllowed);
        Assert.False(Ask.May(Caller.Anonymous, "oss:GetObject", ForeignObject, bucketPolicy: policy, owner: Ask.Foreign).IsAllowed);
        Assert.False(Ask.May(Ask.Root("1111222233334444"), "oss:GetObject", ForeignObject, bucketPolicy: policy, owner: Ask.Foreign).IsAllowed);
    }

    [Fact]
    public void What_a_refusal_of_a_bucket_policy_asks_for_is_enough()
    {
        foreach (var caller in new[] { Ask.User(), Ask.RoleSession(null), Ask.Root(), Caller.Anonymous })
        {
            var needed = Ask.May(caller, "oss:GetObject", ForeignObject, owner: Ask.Foreign).Needed!;
            Assert.True(Ask.May(caller, "oss:GetObject", ForeignObject, bucketPolicy: Ask.Bucket(needed), owner: Ask.Foreign).IsAllowed);
        }
    }

    [Fact]
    public void A_bucket_policys_deny_beats_the_identitys_allow()
    {
        var policy = Ask.Bucket(Ask.Statement("Deny", "oss:*", "*", """ "Principal":[] """));

        var decision = Ask.May(Ask.User(AllowAll), "oss:GetObject", Object, bucketPolicy: policy);

        Assert.Equal((PolicyEffect.ExplicitDeny, PolicyLayer.ResourcePolicy), (decision.Effect, decision.Layer));
    }

    [Fact]
    public void Everyone_leaves_the_owner_out_unless_there_is_a_condition()
    {
        var plain = Ask.Bucket(Ask.Statement("Deny", "oss:*", "*", """ "Principal":["*"] """));
        var conditional = Ask.Bucket(Ask.Statement("Deny", "oss:*", "*", """ "Principal":["*"],"Condition":{"Bool":{"acs:SecureTransport":"false"}} """));
        var overHttp = Ask.When(("acs:SecureTransport", "false"));

        Assert.Equal(PolicyEffect.ImplicitDeny, Ask.May(Ask.Root(), "oss:GetObject", Object, overHttp, plain).Effect);
        Assert.Equal(PolicyEffect.ExplicitDeny, Ask.May(Ask.Root(Ask.Foreign), "oss:GetObject", Object, overHttp, plain).Effect);
        Assert.Equal(PolicyEffect.ExplicitDeny, Ask.May(Ask.Root(), "oss:GetObject", Object, overHttp, conditional).Effect);
    }

    [Fact]
    public void An_accounts_own_key_has_no_identity_policies_and_passes_as_owner_elsewhere()
    {
        var decision = Ask.May(Ask.Root(), "oss:GetObject", Object);

        Assert.Equal(PolicyEffect.ImplicitDeny, decision.Effect);
        Assert.Empty(decision.Read);
    }

    [Fact]
    public void All_conditions_of_a_statement_must_hold()
    {
        var policy = Ask.Policy("p", Ask.Statement("Allow", "oss:*", "*", """ "Condition":{"Bool":{"acs:SecureTransport":"true"},"StringLike":{"oss:Prefix":["a/*","b/*"],"acs:UserAgent":"*sdk*"}} """));

        Assert.True(Ask.May(Ask.User(policy), "oss:ListObjects", Object, Ask.When(("acs:SecureTransport", "true"), ("oss:Prefix", "b/1"), ("acs:UserAgent", "aliyun-sdk-js"))).IsAllowed);
        Assert.False(Ask.May(Ask.User(policy), "oss:ListObjects", Object, Ask.When(("acs:SecureTransport", "true"), ("oss:Prefix", "c/1"), ("acs:UserAgent", "aliyun-sdk-js"))).IsAllowed);
        Assert.False(Ask.May(Ask.User(policy), "oss:ListObjects", Object, Ask.When(("acs:SecureTransport", "true"), ("oss:Prefix", "b/1"))).IsAllowed);
    }
}
