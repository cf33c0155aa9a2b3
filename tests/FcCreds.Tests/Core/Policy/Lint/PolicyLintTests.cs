using FcCreds.Cli.Policies;
using FcCreds.Core.Policy;
using FcCreds.Core.Policy.Lint;

namespace FcCreds.Tests.Core.Policy.Lint;

public sealed class PolicyLintTests
{
    private static readonly PolicyLint Lint = new(CloudActions.All);

    [Theory]
    [InlineData("oss:GetObject", "acs:oss:*:*:b/*")]
    [InlineData("oss:ListObjects", "acs:oss:*:*:b")]
    [InlineData("oss:ListBuckets", "acs:oss:*:*:*")]
    [InlineData("oss:Get*", "acs:oss:*:1234567890123456:b/in/*")]
    [InlineData("oss:getobject", "acs:oss:oss-cn-hangzhou:*:b/*")]
    [InlineData("oss:PutObject", "acs:oss:*:*:logs-*")]
    [InlineData("oss:GetObjectVersion", "acs:oss:*:*:b/*")]
    [InlineData("sts:AssumeRole", "acs:ram::1234567890123456:role/x")]
    [InlineData("ram:CreateUser", "acs:ram:*:*:user/*")]
    [InlineData("fc:InvokeFunction", "acs:fc:*:*:functions/f")]
    [InlineData("kms:Decrypt", "*")]
    [InlineData("log:PostLogStoreLogs", "acs:log:*:*:project/p")]
    public void What_works_is_left_alone(string action, string resource) => Assert.Empty(Found(Ask.Statement("Allow", action, resource)));

    [Theory]
    [InlineData("oss:GetObjcet", "acs:oss:*:*:b/*", "unknown-action", "did you mean oss:GetObject?")]
    [InlineData("oss:Frobnicate*", "*", "unknown-action", "No operation asks for oss:Frobnicate*.")]
    [InlineData("oss:GetObject", "acs:oss:*:*:b", "wrong-resource", "write acs:oss:*:*:b/* for all of its objects")]
    [InlineData("oss:ListObjects", "acs:oss:*:*:b/*", "wrong-resource", "write acs:oss:*:*:b.")]
    [InlineData("oss:ListBuckets", "acs:oss:*:*:b", "wrong-resource", "about no bucket")]
    [InlineData("oss:GetObject", "acs:ram:*:*:role/x", "wrong-resource", "about resources of oss")]
    [InlineData("sts:AssumeRole", "acs:sts:*:*:role/x", "wrong-resource", "about resources of ram")]
    [InlineData("oss:GetObject", "acs:oss:*:123:b/*", "malformed-arn", "'123' is no account id")]
    [InlineData("oss:GetObject", "acs:oss:*:*:My_Bucket/*", "malformed-arn", "'My_Bucket' can be no bucket's name")]
    [InlineData("oss:GetObject", "acs:oss:*:*:/x", "malformed-arn", "missing before the slash")]
    [InlineData("oss:GetObject", "b/*", "grammar", "is not * or acs:service:region:account:relative-id")]
    public void What_cannot_work_is_an_error(string action, string resource, string rule, string words)
    {
        var found = Assert.Single(Found(Ask.Statement("Allow", action, resource)));
        Assert.Equal((rule, true), (found.Rule, found.IsError));
        Assert.Contains(words, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("oss:*", "*", true)]
    [InlineData("oss:*", "acs:oss:*:*:*", true)]
    [InlineData("oss:*", "acs:oss:*:*:b/*", false)]
    [InlineData("oss:Get*", "*", false)]
    public void To_allow_everything_is_doubtful(string action, string resource, bool isDoubtful)
        => Assert.Equal(isDoubtful, Found(Ask.Statement("Allow", action, resource)).Any(found => found is { Rule: "allows-everything", IsError: false }));

    [Theory]
    [InlineData("\"StringEquals\":{\"acs:SourceIp\":\"10.0.0.0/8\"}", "never-matches", "use IpAddress")]
    [InlineData("\"StringEquals\":{\"acs:UserAgent\":\"curl/*\"}", "never-matches", "use StringLike")]
    [InlineData("\"StringEquals\":{\"acs:CurrentTime\":\"2026-01-01T00:00:00Z\"}", "never-matches", "use DateLessThan")]
    [InlineData("\"Bool\":{\"acs:SourceIp\":\"true\"}", "never-matches", "never holds")]
    [InlineData("\"StringNotLike\":{\"oss:Prefix\":\"in/*\"}", "never-matches", "always holds")]
    [InlineData("\"Bool\":{\"acs:SecureTransprot\":\"true\"}", "unknown-condition-key", "did you mean acs:SecureTransport?")]
    public void A_condition_that_does_not_do_what_it_says_is_told(string condition, string rule, string words)
    {
        var found = Assert.Single(Found(Ask.Statement("Allow", "oss:GetObject", "acs:oss:*:*:b/*", $"\"Condition\":{{{condition}}}")));
        Assert.Equal((rule, false), (found.Rule, found.IsError));
        Assert.Contains(words, found.Message, StringComparison.Ordinal);
        Assert.StartsWith("Statement[1].Condition.", found.Position, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oss:*", "*", true)]
    [InlineData("oss:Put*", "acs:oss:*:*:b/*", true)]
    [InlineData("oss:PutObject", "acs:oss:*:*:b/in/*", true)]
    [InlineData("oss:PutObject", "acs:oss:*:*:b/in/?*", false)]
    [InlineData("oss:PutObject", "acs:oss:*:*:b/in/a", false)]
    [InlineData("oss:GetObject", "*", false)]
    public void An_allow_under_a_deny_is_told(string deniedAction, string deniedResource, bool isCovered)
    {
        var found = Found(Ask.Statement("Allow", "oss:PutObject", "acs:oss:*:*:b/in/*"), Ask.Statement("Deny", deniedAction, deniedResource));
        Assert.Equal(isCovered, found.Any(one => one is { Rule: "unreachable-allow", Position: "Statement[1]" }));
    }

    [Fact]
    public void A_deny_under_a_condition_covers_nothing()
        => Assert.Empty(Found(Ask.Statement("Allow", "oss:PutObject", "acs:oss:*:*:b/*"), Ask.Statement("Deny", "oss:*", "*", "\"Condition\":{\"Bool\":{\"acs:SecureTransport\":\"false\"}}")));

    [Fact]
    public void Elements_of_other_policies_are_named()
    {
        var found = Found(Ask.Statement("Allow", "oss:GetObject", "acs:oss:*:*:b/*", "\"Principal\":[\"*\"]"), Ask.Statement("Allow", "oss:GetObject", "acs:oss:*:*:b/*", "\"NotResource\":\"*\""));
        Assert.Equal(["Statement[1].Principal", "Statement[2].NotResource"], found.Select(one => one.Position));
        Assert.Contains("NotResource", found[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_of_the_system_policies_is_known()
        => Assert.All(SystemPolicies.All.Values, policy => Assert.DoesNotContain(Lint.Check(policy.Document.Json, PolicyKind.Identity), found => found.Rule == "unknown-action"));

    private static IReadOnlyList<PolicyFinding> Found(params string[] statements) => Lint.Check(Ask.Document(statements), PolicyKind.Identity);
}
