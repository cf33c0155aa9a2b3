using FcCreds.Core.Callers;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Identity.Ram;

public sealed class RamStateTests
{
    private readonly RamDirectory directory = Given.Directory();

    [Fact]
    public void A_users_key_leads_to_the_user_and_their_policies()
    {
        var key = directory.FindAccessKey("LTAIalice")!;
        Assert.True(key.IsActive);
        Assert.Equal("alice-secret", key.AccessKeySecret.Value);
        Assert.Equal((CallerKind.RamUser, "alice", "LTAIalice"), (key.Owner.Kind, key.Owner.Name, key.Owner.AccessKeyId));
        Assert.Equal($"acs:ram::{Given.AccountId}:user/alice", key.Owner.Arn);
        Assert.Equal(["AliyunSTSAssumeRoleAccess"], key.Owner.Policies.Select(policy => policy.PolicyName));
    }

    [Fact]
    public void The_accounts_own_key_leads_to_root()
    {
        var root = directory.FindAccessKey("LTAIroot")!.Owner;
        Assert.Equal((CallerKind.Account, "root", Given.AccountId, $"acs:ram::{Given.AccountId}:root"), (root.Kind, root.Name, root.PrincipalId, root.Arn));
    }

    [Fact]
    public void A_key_nobody_has_is_not_found_and_a_retired_one_is_inactive()
    {
        Assert.Null(directory.FindAccessKey("LTAInobody"));
        Assert.Null(directory.FindAccessKey("ltaialice"));
        Assert.False(directory.FindAccessKey("LTAIretired")!.IsActive);
    }

    [Fact]
    public void Role_names_compare_without_case_and_stay_in_their_account()
    {
        Assert.Equal("orders", directory.FindRole(Given.AccountId, "ORDERS")!.RoleName);
        Assert.Null(directory.FindRole(Given.OtherAccountId, "orders"));
    }

    [Fact]
    public void Ids_are_the_same_at_every_start_and_differ_between_accounts_and_names()
    {
        var again = Given.Directory();
        Assert.Equal(directory.FindRole(Given.AccountId, "orders")!.RoleId, again.FindRole(Given.AccountId, "orders")!.RoleId);
        string[] ids =
        [
            RamIds.OfRole(Given.AccountId, "orders"), RamIds.OfRole(Given.OtherAccountId, "orders"), RamIds.OfRole(Given.AccountId, "open"),
            RamIds.OfUser(Given.AccountId, "orders"),
        ];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[23][0-9]{17}$", id));
    }

    [Theory]
    [InlineData("acs:ram::1234567890123456:role/a.b-c_d", true)]
    [InlineData("acs:ram::1234567890123456:Role/x", true)]
    [InlineData("acs:ram::123456789012345:role/x", false)]
    [InlineData("acs:ram:*:1234567890123456:role/x", false)]
    [InlineData("acs:ram::1234567890123456:role/", false)]
    [InlineData("acs:ram::1234567890123456:role/x/session", false)]
    [InlineData("acs:ram::1234567890123456:user/x", false)]
    [InlineData("acs:ram::1234567890123456:role/x:y", false)]
    [InlineData("", false)]
    public void A_role_arn_names_an_account_and_a_role(string text, bool valid) => Assert.Equal(valid, RoleArn.TryParse(text, out _));
}
