using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Identity.Ram;

public sealed class RamDirectoryTests
{
    private readonly RamDirectory directory = new([Account(Given.AccountId, "LTAIfirst", "orders")], TimeProvider.System);

    [Fact]
    public void An_added_account_is_found_beside_the_others_until_it_is_removed()
    {
        directory.Add(Account(Given.OtherAccountId, "LTAIsecond", "orders"));
        Assert.Equal(Given.OtherAccountId, directory.FindAccessKey("LTAIsecond")!.Owner.AccountId);
        Assert.Equal(Given.OtherAccountId, directory.FindRole(Given.OtherAccountId, "ORDERS")!.AccountId);

        directory.Remove(Given.OtherAccountId);
        Assert.False(directory.HasAccount(Given.OtherAccountId));
        Assert.Null(directory.FindAccessKey("LTAIsecond"));
        Assert.Null(directory.FindRole(Given.OtherAccountId, "orders"));
        Assert.NotNull(directory.FindAccessKey("LTAIfirst"));
    }

    [Fact]
    public void An_account_put_in_anothers_place_leaves_nothing_of_it()
    {
        directory.Add(Account(Given.AccountId, "LTAInew", "exports"));
        Assert.Null(directory.FindAccessKey("LTAIfirst"));
        Assert.Null(directory.FindRole(Given.AccountId, "orders"));
        Assert.NotNull(directory.FindRole(Given.AccountId, "exports"));
    }

    [Fact]
    public void A_key_of_another_account_is_refused_and_changes_nothing()
    {
        Assert.Throws<ArgumentException>(() => directory.Add(Account(Given.OtherAccountId, "LTAIfirst", "orders")));
        Assert.False(directory.HasAccount(Given.OtherAccountId));
        Assert.Equal(Given.AccountId, directory.FindAccessKey("LTAIfirst")!.Owner.AccountId);
    }

    [Fact]
    public void No_change_is_lost_when_many_are_made_at_once()
    {
        var ids = Enumerable.Range(0, 200).Select(n => $"7{n:D15}").ToList();
        Parallel.ForEach(ids, id => directory.Add(Account(id, $"LTAI{id}", "orders")));
        Assert.All(ids, id => Assert.Equal(id, directory.FindAccessKey($"LTAI{id}")!.Owner.AccountId));
    }

    private static AccountDeclaration Account(string id, string accessKeyId, string role) => new()
    {
        AccountId = id,
        RootAccessKey = new(accessKeyId, new("secret")),
        Roles = [new() { RoleName = role, Trust = TrustPolicies.ForFunctionCompute }],
    };
}
