using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class SuggestedPolicyTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("in/a in/b", "in/*")]
    [InlineData("in/a out/b", "in/a out/b")]
    [InlineData("report-1.csv report-2.csv", "report-*")]
    [InlineData("a b", "a b")]
    [InlineData("a b c d e", "*")]
    [InlineData("d/1/a d/2/a d/3/a d/4/a", "d/1/a d/2/a d/3/a d/4/a")]
    [InlineData("d/1/a d/1/b d/2/a d/2/b d/3/a d/3/b d/4/a d/4/b d/5/a d/5/b", "d/*")]
    [InlineData("in/a in/b in/x/y", "in/*")]
    [InlineData("in/a in/a", "in/a")]
    public void Keys_that_belong_together_become_a_pattern(string keys, string patterns)
    {
        Assert.Equal(patterns, string.Join(' ', KeyPatterns.Of(keys.Split(' '))));
        Assert.Equal(patterns, string.Join(' ', KeyPatterns.Of(keys.Split(' ').Reverse())));
    }

    [Fact]
    public void Objects_and_buckets_stand_in_statements_of_their_own_and_actions_share_theirs()
    {
        var policy = Statements(
            new("oss:GetObject", "acs:oss:*:1234567890123456:b/in/a"),
            new("oss:PutObject", "acs:oss:*:1234567890123456:b/in/a"),
            new("oss:ListObjects", "acs:oss:*:1234567890123456:b"),
            new("oss:ListBuckets", "acs:oss:*:1234567890123456:*"),
            new("sts:AssumeRole", "acs:ram::1234567890123456:role/x"));
        Assert.Equal(
            [
                "oss:ListBuckets on acs:oss:*:*:*",
                "oss:ListObjects on acs:oss:*:*:b",
                "oss:GetObject|oss:PutObject on acs:oss:*:*:b/in/a",
                "sts:AssumeRole on acs:ram::1234567890123456:role/x",
            ],
            policy);
    }

    [Fact]
    public void Listing_stays_within_the_prefixes_that_were_listed()
    {
        static AccessDemand Listing(string? prefix) => new("oss:ListObjects", "acs:oss:*:1:b") { Conditions = prefix is null ? null : new Dictionary<string, string> { ["oss:Prefix"] = prefix } };
        Assert.Contains("""
            "oss:Prefix": [
                        "in/*",
                        "out/2026*"
            """.Trim(), SuggestedPolicy.Of([Listing("out/2026"), Listing("in/"), Listing("in/x/")])!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Condition", SuggestedPolicy.Of([Listing("in/"), Listing(null)])!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_asked_is_no_policy() => Assert.Null(SuggestedPolicy.Of([]));

    private static IEnumerable<string> Statements(params AccessDemand[] demands)
    {
        var policy = SuggestedPolicy.Of(demands)!;
        Assert.Equal(policy, SuggestedPolicy.Of(demands.Reverse()));
        return PolicyDocument.Known(policy).Statements.Select(statement => $"{string.Join('|', statement.Actions.AsEnumerable())} on {string.Join('|', statement.Resources.AsEnumerable())}");
    }
}
