using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using FcCreds.Storage.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Identity.Ram;

public sealed class RamAccountsTests : IAsyncLifetime
{
    private readonly ManualTimeProvider time = new();
    private readonly SealingKeyRing ring = SealingKeyRing.Ephemeral();
    private readonly List<Server> servers = [];
    private EmbeddedStore? store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = Clocks.System() }, Ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.Accounts.DisposeAsync();
        await store!.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_with_the_same_configuration_changes_nothing()
    {
        var first = await StartAsync(Given.Accounts);
        Assert.Equal(1, first.Record.Version);
        var second = await StartAsync(Given.Accounts);
        Assert.Equal(1, second.Record.Version);
        Assert.Equal(RamIds.OfRole(Given.AccountId, "orders"), second.Record.Roles["orders"].RoleId);
        Assert.Equal("alice-secret", second.Directory.FindAccessKey("LTAIalice")!.AccessKeySecret.Value);
    }

    [Fact]
    public async Task What_the_api_changed_and_made_outlives_a_restart()
    {
        var first = await StartAsync(Given.Accounts);
        await first.ChangeAsync(account => account with { Roles = account.Roles.SetItem("orders", account.Roles["orders"] with { Policies = [] }) });
        await first.ChangeAsync(account => account with { Users = account.Users.Add("made", User("made")) });
        var second = await StartAsync(Given.Accounts);
        Assert.Empty(second.Directory.FindRole(Given.AccountId, "ORDERS")!.Policies);
        Assert.Equal("secret of made", second.Directory.FindAccessKey("LTAImade")!.AccessKeySecret.Value);
    }

    [Fact]
    public async Task A_declaration_that_has_changed_wins_and_keeps_the_id()
    {
        var first = await StartAsync(Given.Accounts);
        await first.ChangeAsync(account => account with { Roles = account.Roles.SetItem("orders", account.Roles["orders"] with { Policies = [] }) });
        var changed = Given.Accounts[0] with { Roles = [Given.Accounts[0].Roles[0] with { Description = "changed" }, .. Given.Accounts[0].Roles.Skip(1)] };
        var role = (await StartAsync([changed])).Directory.FindRole(Given.AccountId, "orders")!;
        Assert.Equal(("changed", "AliyunOSSFullAccess", RamIds.OfRole(Given.AccountId, "orders")), (role.Description, role.Policies[0].PolicyName, role.RoleId));
    }

    [Fact]
    public async Task A_declared_secret_that_has_changed_wins_though_nothing_else_has()
    {
        await StartAsync(Given.Accounts);
        var alice = Given.Accounts[0].Users[0] with { AccessKeys = [new("LTAIalice", new("another"))] };
        var second = await StartAsync([Given.Accounts[0] with { Users = [alice, .. Given.Accounts[0].Users.Skip(1)] }]);
        Assert.Equal("another", second.Directory.FindAccessKey("LTAIalice")!.AccessKeySecret.Value);
    }

    [Fact]
    public async Task A_deleted_role_that_is_declared_comes_back_with_another_id()
    {
        var first = await StartAsync(Given.Accounts);
        await first.ChangeAsync(account => account.Without(account.Roles["orders"]));
        Assert.Null(first.Directory.FindRole(Given.AccountId, "orders"));
        var second = await StartAsync(Given.Accounts);
        var third = await StartAsync(Given.Accounts);
        Assert.NotEqual(RamIds.OfRole(Given.AccountId, "orders"), second.Record.Roles["orders"].RoleId);
        Assert.Equal(second.Record.Roles["orders"].RoleId, third.Record.Roles["orders"].RoleId);
    }

    [Fact]
    public async Task What_is_declared_no_longer_goes_with_what_points_at_it()
    {
        var policy = new PolicyDeclaration("orders-oss", PolicyDocument.Known("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}"""));
        var declared = new AccountDeclaration
        {
            AccountId = Given.AccountId,
            Policies = [policy],
            Groups = [new() { GroupName = "staff", Policies = [policy.Attached] }],
            Users = [new() { UserName = "erin", Groups = ["staff"], AccessKeys = [new("LTAIerin", new("s"))] }],
        };
        var first = await StartAsync([declared]);
        Assert.Equal(["orders-oss"], first.Directory.FindAccessKey("LTAIerin")!.Owner.Policies.Select(one => one.PolicyName));
        await first.ChangeAsync(account => account with
        {
            Users = account.Users.Add("made", User("made") with { Groups = [new("staff", default)], Policies = [new("Custom", "orders-oss", default)] }),
        });
        var second = await StartAsync([new() { AccountId = Given.AccountId }]);
        Assert.Equal(["made"], second.Record.Users.Keys);
        Assert.Empty(second.Record.Users["made"].Policies);
        Assert.Empty(second.Record.Users["made"].Groups);
    }

    [Fact]
    public async Task The_policies_of_a_users_groups_are_theirs()
    {
        var server = await StartAsync(Given.Accounts);
        await server.ChangeAsync(account => account with
        {
            Groups = account.Groups.Add("staff", new() { GroupName = "staff", GroupId = "1", Policies = [new("System", "AliyunOSSFullAccess", default)], CreateDate = default, UpdateDate = default }),
            Users = account.Users.SetItem("bob", account.Users["bob"] with { Groups = [new("staff", default)] }),
        });
        Assert.Equal(["AliyunOSSFullAccess"], server.Directory.FindAccessKey("LTAIbob")!.Owner.Policies.Select(policy => policy.PolicyName));
    }

    [Fact]
    public async Task Another_servers_change_is_seen_at_the_next_look_and_none_is_lost()
    {
        var (one, other) = (await StartAsync(Given.Accounts), await StartAsync(Given.Accounts));
        await one.ChangeAsync(account => account with { Users = account.Users.Add("first", User("first")) });
        Assert.Null(other.Directory.FindAccessKey("LTAIfirst"));
        await other.Accounts.LookAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(other.Directory.FindAccessKey("LTAIfirst"));

        // On a state that is out of date: tried again on the newer one.
        await one.ChangeAsync(account => account with { Users = account.Users.Add("second", User("second")) });
        await other.ChangeAsync(account => account with { Users = account.Users.Add("third", User("third")) });
        await one.Accounts.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(other.Record.Version, one.Record.Version);
        foreach (var name in new[] { "first", "second", "third" }) Assert.NotNull(one.Directory.FindAccessKey($"LTAI{name}"));
    }

    [Fact]
    public async Task Changes_at_once_are_all_made()
    {
        Server[] both = [await StartAsync(Given.Accounts), await StartAsync(Given.Accounts)];
        await Parallel.ForAsync(0, 40, Ct, async (n, _) => await both[n % 2].ChangeAsync(account => account with { Users = account.Users.Add($"u{n}", User($"u{n}")) }));
        await both[0].Accounts.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Given.Accounts[0].Users.Count + 40, both[0].Record.Users.Count);
    }

    [Fact]
    public async Task No_secret_is_readable_in_the_store_and_a_foreign_ring_opens_none()
    {
        var server = await StartAsync(Given.Accounts);
        await server.ChangeAsync(account => account with { Users = account.Users.Add("made", User("made")) });
        var document = await store!.Documents.FindAsync($"ram/{Given.AccountId}", Ct);
        var text = Encoding.UTF8.GetString(document!.Content.Span);
        Assert.Contains("LTAImade", text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of made", text, StringComparison.Ordinal);

        var stranger = await StartAsync([], SealingKeyRing.Ephemeral(), seedWith: [new() { AccountId = Given.AccountId }]);
        // Not with an empty secret either: the key is as good as unknown.
        Assert.Null(stranger.Directory.FindAccessKey("LTAImade"));

        // What the stranger cannot open stays as it is for those who can.
        await stranger.ChangeAsync(account => account with { Alias = "changed" });
        await server.Accounts.LookAsync(Ct);
        Assert.Equal("changed", server.Record.Alias);
        Assert.Equal("secret of made", server.Directory.FindAccessKey("LTAImade")!.AccessKeySecret.Value);
    }

    [Fact]
    public async Task Secrets_are_sealed_anew_after_the_ring_was_rotated_and_outlive_the_old_key()
    {
        var server = await StartAsync(Given.Accounts);
        var old = ring.Primary.KeyId;
        ring.Promote(ring.Stage());
        await server.Accounts.LookAsync(TestContext.Current.CancellationToken);
        var version = server.Record.Version;
        await server.Accounts.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ring.Primary.KeyId, version), (server.Record.SealedWith, server.Record.Version));
        ring.Retire(old);
        Assert.Equal("alice-secret", (await StartAsync(Given.Accounts)).Directory.FindAccessKey("LTAIalice")!.AccessKeySecret.Value);
    }

    [Fact]
    public async Task A_reset_goes_back_to_what_is_declared_but_not_to_tokens_of_what_was_deleted()
    {
        var server = await StartAsync(Given.Accounts);
        await server.ChangeAsync(account => account.Without(account.Roles["orders"]) with { Users = account.Users.Add("made", User("made")), Alias = "made" });
        await server.Accounts.ResetAsync(Given.Accounts, Ct);
        Assert.Null(server.Directory.FindAccessKey("LTAImade"));
        Assert.Null(server.Record.Alias);
        Assert.Equal(RamIds.OfRole(Given.AccountId, "open"), server.Record.Roles["open"].RoleId);
        Assert.NotEqual(RamIds.OfRole(Given.AccountId, "orders"), server.Record.Roles["orders"].RoleId);
    }

    [Fact]
    public async Task Last_uses_of_keys_are_shared_and_forgotten_with_the_key()
    {
        var (one, other) = (await StartAsync(Given.Accounts), await StartAsync(Given.Accounts));
        var (uses, others) = (new AccessKeyUses(), new AccessKeyUses());
        await using var here = Share(one, uses);
        await using var there = Share(other, others);
        var earlier = time.GetUtcNow();
        uses.Note("LTAIalice", earlier);
        others.Note("LTAIalice", earlier + TimeSpan.FromMinutes(5));
        others.Note("LTAIgone", earlier);
        await here.ShareAsync(Ct);
        await there.ShareAsync(Ct);
        await here.ShareAsync(Ct);
        Assert.Equal(earlier + TimeSpan.FromMinutes(5), uses.LastOf("LTAIalice"));
        Assert.Null(uses.LastOf("LTAIgone"));

        LastUses Share(Server server, AccessKeyUses of)
            => new(of, server.Directory, store!.Documents, new(new(time), new(time), time), NullLogger<LastUses>.Instance);
    }

    [Fact]
    public async Task An_account_that_was_only_added_is_changed_in_memory()
    {
        var server = await StartAsync(Given.Accounts);
        server.Directory.Add(new() { AccountId = "1111111111111111" });
        await server.Accounts.ChangeAsync("1111111111111111", account => (account with { Users = account.Users.Add("made", User("made")) }, 0), Ct);
        Assert.NotNull(server.Directory.FindAccessKey("LTAImade"));
        Assert.Null(await store!.Documents.FindAsync("ram/1111111111111111", Ct));
    }

    private static UserRecord User(string name) => new()
    {
        UserName = name,
        UserId = $"2{name}",
        AccessKeys = [new($"LTAI{name}", new Secret($"secret of {name}"), true, default)],
        CreateDate = default,
        UpdateDate = default,
    };

    private async Task<Server> StartAsync(IReadOnlyList<AccountDeclaration> declared, SealingKeyRing? with = null, IReadOnlyList<AccountDeclaration>? seedWith = null)
    {
        var clocks = new Clocks(new(time), new(time), time);
        var directory = new RamDirectory(declared, time);
        var accounts = new RamAccounts(directory, new(store!.Documents, with ?? ring), clocks, NullLogger<RamAccounts>.Instance);
        servers.Add(new(directory, accounts));
        await accounts.SeedAsync(seedWith ?? declared, Ct);
        return servers[^1];
    }

    private sealed record Server(RamDirectory Directory, RamAccounts Accounts)
    {
        public AccountRecord Record => Directory.Find(Given.AccountId)!;

        public async Task ChangeAsync(Func<AccountRecord, AccountRecord> change) => await Accounts.ChangeAsync(Given.AccountId, account => (change(account), 0), Ct);
    }
}
