using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Signing;
using FcCreds.Tests.Core.Policy;
using FcCreds.Tests.Core.Sessions;

namespace FcCreds.Tests.Core.Journal;

public sealed class RefusalTraceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_silence_names_the_least_statement_and_where_it_belongs()
    {
        var caller = Ask.RoleSession(null, Ask.Policy("readers", Ask.Statement("Allow", "oss:GetObject", "*")));
        var trace = RefusalTrace.Of(caller, Ask.May(caller, "oss:PutObject", "acs:oss:*:1:b/k"), Now);
        Assert.Equal(("ImplicitDeny", "a policy attached to role orders"), (trace.Effect, trace.NeededIn));
        Assert.True(PolicyDocument.Parse($$"""{"Version":"1","Statement":[{{trace.Needed}}]}""", PolicyKind.Identity).IsValid);
        Assert.Equal(("IdentityPolicy", "readers#1", "None", "Allow"), trace.Read!.Select(read => (read.Source, read.Name, read.Effect, read.Written)).Single());
    }

    [Fact]
    public void A_deny_is_named_with_the_group_that_it_is_attached_to()
    {
        var caller = Ask.User(Ask.Policy("all", Ask.Statement("Allow", "*", "*")), Ask.Policy("no-writes", Ask.Statement("Deny", "oss:Put*", "*")) with { AttachedTo = "group interns" });
        var trace = RefusalTrace.Of(caller, Ask.May(caller, "oss:PutObject", "acs:oss:*:1:b/k"), Now);
        Assert.Equal(("ExplicitDeny", "no-writes#1"), (trace.Effect, trace.Decided));
        Assert.Null(trace.Needed);
        Assert.Contains("group interns", trace.Advice, StringComparison.Ordinal);
        Assert.Equal("group interns", trace.Read!.Single(read => read.Effect == "Deny").AttachedTo);
    }

    [Fact]
    public void A_session_policy_asks_for_a_change_of_the_session_policy()
    {
        var caller = Ask.RoleSession(Ask.Policy("session", Ask.Statement("Allow", "oss:GetObject", "*")), Ask.Policy("all", Ask.Statement("Allow", "*", "*")));
        var trace = RefusalTrace.Of(caller, Ask.May(caller, "oss:PutObject", "acs:oss:*:1:b/k"), Now);
        Assert.Equal("the session policy that is given to AssumeRole", trace.NeededIn);
        Assert.Equal("SessionPolicy", Assert.Single(trace.Read!).Source);
    }

    [Theory]
    [InlineData(nameof(CallerVerdict.UnknownAccessKey), "No account here knows")]
    [InlineData(nameof(CallerVerdict.InactiveAccessKey), "is Inactive")]
    [InlineData(nameof(CallerVerdict.MissingToken), "without its security token")]
    [InlineData(nameof(CallerVerdict.TokenWithLongTermKey), "long-term access key, which has none")]
    [InlineData(nameof(CallerVerdict.MalformedToken), "cannot be opened")]
    [InlineData(nameof(CallerVerdict.TokenOfAnotherKey), "belongs to another access key")]
    [InlineData(nameof(CallerVerdict.ExpiredToken), "expired 5 min before the request; it was issued to live")]
    [InlineData(nameof(CallerVerdict.RevokedToken), "was revoked, or its role was deleted")]
    [InlineData(nameof(CallerVerdict.SkewedClock), "more than 15 minutes apart")]
    [InlineData(nameof(CallerVerdict.SignatureExpired), "The presigned URL ended at")]
    [InlineData(nameof(CallerVerdict.SignatureNotYetValid), "The presigned URL begins at")]
    [InlineData(nameof(CallerVerdict.WrongSignature), "does not match the request")]
    public void What_is_wrong_with_credentials_is_said_in_plain_words(string name, string words)
    {
        var (verdict, claims) = (Enum.Parse<CallerVerdict>(name), Given.Claims());
        var trace = RefusalTrace.Of(new(verdict, new Presented { AccessKeyId = "STS.FcC", Provided = "" }) { Claims = claims, ServerTime = Now, LifeTime = claims.ExpiresAt.AddMinutes(5) });
        Assert.Contains(words, trace.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(trace.Advice!);
        Assert.Equal((name, claims.PrincipalArn), (trace.Verdict, trace.Who.Arn));
    }

    [Fact]
    public void A_session_ended_by_order_is_not_said_to_be_past_its_own_end()
    {
        var claims = Given.Claims();
        var trace = RefusalTrace.Of(new(CallerVerdict.ExpiredToken, new Presented { AccessKeyId = "STS.FcC", Provided = "" }) { Claims = claims, ServerTime = Now, LifeTime = claims.IssuedAt });
        Assert.Contains("by order", trace.Reason, StringComparison.Ordinal);
    }

    private sealed class Presented : PresentedSignature
    {
        public override string StringToSign => "";

        public override bool IsMadeWith(string accessKeySecret) => false;
    }
}
