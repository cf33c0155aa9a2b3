using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class ConditionTestTests
{
    private const string Key = "acs:Key";

    [Theory]
    [InlineData("StringEquals", "a", "a", true)]
    [InlineData("StringEquals", "a", "A", false)]
    [InlineData("StringEquals", "a*", "ab", false)]
    [InlineData("StringNotEquals", "a", "b", true)]
    [InlineData("StringNotEquals", "a", "a", false)]
    [InlineData("StringEqualsIgnoreCase", "a", "A", true)]
    [InlineData("StringEqualsIgnoreCase", "a", "b", false)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "A", false)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "b", true)]
    [InlineData("StringLike", "vpc-*", "vpc-1", true)]
    [InlineData("StringLike", "vpc-*", "VPC-1", false)]
    [InlineData("StringNotLike", "vpc-*", "vpc-1", false)]
    [InlineData("StringNotLike", "vpc-?", "vpc-12", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "10", "11", false)]
    [InlineData("NumericEquals", "10", "ten", false)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("NumericNotEquals", "10", "10", false)]
    [InlineData("NumericLessThan", "10", "9", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericLessThanEquals", "10", "11", false)]
    [InlineData("NumericGreaterThan", "10", "11", true)]
    [InlineData("NumericGreaterThan", "10", "10", false)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThanEquals", "10", "9", false)]
    [InlineData("DateEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", true)]
    [InlineData("DateEquals", "2026-01-02T11:04:05+08:00", "2026-01-02T03:04:05Z", true)]
    [InlineData("DateEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", false)]
    [InlineData("DateNotEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", true)]
    [InlineData("DateNotEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", false)]
    [InlineData("DateLessThan", "2026-01-02T03:04:05Z", "2026-01-02T03:04:04Z", true)]
    [InlineData("DateLessThan", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", false)]
    [InlineData("DateLessThanEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", true)]
    [InlineData("DateLessThanEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z", false)]
    [InlineData("DateGreaterThan", "2026-01-02", "2026-01-02T03:04:05Z", true)]
    [InlineData("DateGreaterThan", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z", false)]
    [InlineData("DateGreaterThanEquals", "1767323045", "2026-01-02T03:04:05Z", true)]
    [InlineData("DateGreaterThanEquals", "2026-01-02T03:04:05Z", "2026-01-02T03:04:04Z", false)]
    [InlineData("Bool", "true", "true", true)]
    [InlineData("Bool", "True", "true", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("IpAddress", "192.168.0.0/16", "192.168.200.1", true)]
    [InlineData("IpAddress", "192.168.0.0/16", "192.169.0.1", false)]
    [InlineData("IpAddress", "192.168.0.9/16", "192.168.200.1", true)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.1", true)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.2", false)]
    [InlineData("IpAddress", "10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "::1", false)]
    [InlineData("IpAddress", "2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("IpAddress", "2001:db8::/32", "2001:db9::1", false)]
    [InlineData("IpAddress", "::/0", "2001:db9::1", true)]
    [InlineData("IpAddress", "10.0.0.0/8", "not an address", false)]
    [InlineData("NotIpAddress", "192.168.0.0/16", "10.0.0.1", true)]
    [InlineData("NotIpAddress", "192.168.0.0/16", "192.168.0.1", false)]
    [InlineData("IpAddressIncludeBorder", "192.168.0.0/24", "192.168.0.255", true)]
    [InlineData("IpAddressIncludeBorder", "192.168.0.0/24", "192.168.1.0", false)]
    public void Each_operator_compares_as_documented(string name, string value, string asked, bool holds)
        => Assert.Equal(holds, Test(name, value).Holds(Ask.When((Key, asked))));

    [Fact]
    public void Every_operator_is_in_the_table_above()
    {
        var tried = typeof(ConditionTestTests).GetMethod(nameof(Each_operator_compares_as_documented))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(row => (string)row.Data[0]!).ToHashSet();

        Assert.Equal(ConditionOperator.All.Keys.Order(), tried.Order());
    }

    [Fact]
    public void Without_the_key_only_negated_operators_hold()
    {
        foreach (var by in ConditionOperator.All.Values)
        {
            var value = by.Type switch { ConditionType.Number => "1", ConditionType.Date => "2026-01-02", ConditionType.Truth => "true", ConditionType.Address => "10.0.0.1", _ => "x" };
            Assert.Equal(by.IsNegated, Test(by.Name, value).Holds(PolicyConditions.Empty));
        }
    }

    [Fact]
    public void Values_are_alternatives_and_a_negation_is_about_all_of_them()
    {
        Assert.True(Test("StringEquals", "a", "b").Holds(Ask.When((Key, "b"))));
        Assert.False(Test("StringNotEquals", "a", "b").Holds(Ask.When((Key, "b"))));
        Assert.True(Test("StringNotEquals", "a", "b").Holds(Ask.When((Key, "c"))));
    }

    [Fact]
    public void Keys_compare_without_case()
        => Assert.True(Test("StringEquals", "a").Holds(Ask.When(("ACS:key", "a"))));

    [Theory]
    [InlineData("IpAddress", "192.168.0.0/16", "10.0.0.1", "IpAddress acs:Key: 10.0.0.1 not in 192.168.0.0/16")]
    [InlineData("NotIpAddress", "10.0.0.0/8", "10.0.0.1", "NotIpAddress acs:Key: 10.0.0.1 in 10.0.0.0/8")]
    [InlineData("StringEquals", "a", "b", "StringEquals acs:Key: b is not a")]
    [InlineData("StringNotLike", "a*", "ab", "StringNotLike acs:Key: ab like a*")]
    [InlineData("NumericLessThan", "10", "11", "NumericLessThan acs:Key: 11 not less than 10")]
    public void A_failed_test_says_why(string name, string value, string asked, string because)
        => Assert.Equal(because, Test(name, value).Explain(Ask.When((Key, asked))));

    [Fact]
    public void A_missing_key_is_named()
        => Assert.Equal("Bool acs:Key: the request has no such key, wanted true", Test("Bool", "true").Explain(PolicyConditions.Empty));

    private static ConditionTest Test(string name, params string[] values)
    {
        var by = ConditionOperator.All[name];
        return new(by, Key, [.. values.Select(v => ConditionValue.Read(by.Type, v) ?? throw new ArgumentException(v))]);
    }
}
