using FcCreds.Core.Time;
using FcCreds.Fc;
using FcCreds.Fc.Code;
using FcCreds.Fc.State;
using FcCreds.Storage.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Fc.State;

public sealed class FcAccountsTests : IAsyncLifetime
{
    private const string Account = "1234567890123456";

    private readonly Clocks clocks = Clocks.System();
    private EmbeddedStore store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = clocks }, Ct);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task What_the_api_changed_outlives_a_restart_until_the_declaration_changes()
    {
        var declared = Declared("f");
        await using (var first = Server(out _))
        {
            await first.SeedAsync([Account], [declared], Ct);
            await ChangeAsync(first, "f", one => one with { MemorySize = 1024 });
        }
        await using (var second = Server(out var catalog))
        {
            await second.SeedAsync([Account], [declared], Ct);
            Assert.Equal(1024, catalog.Find("f")!.Declaration.MemorySize);
        }
        await using (var third = Server(out var catalog))
        {
            await third.SeedAsync([Account], [declared with { Timeout = TimeSpan.FromSeconds(5) }], Ct);
            Assert.Equal(512, catalog.Find("f")!.Declaration.MemorySize);
        }
    }

    [Fact]
    public async Task What_is_declared_no_longer_goes_and_what_the_api_made_stays()
    {
        await using (var first = Server(out _))
        {
            await first.SeedAsync([Account], [Declared("declared")], Ct);
            await first.ChangeAsync(Account, account => (account.With(FunctionRecord.Of(Declared("made"), "id", clocks.Wire.GetUtcNow())), 0), Ct);
        }
        await using var second = Server(out var catalog);
        await second.SeedAsync([Account], [], Ct);
        Assert.Equal(["made"], catalog.All.Select(one => one.Declaration.Name));
        await second.ResetAsync([Account], [Declared("declared")], Ct);
        Assert.Equal(["declared"], catalog.All.Select(one => one.Declaration.Name));
    }

    [Fact]
    public async Task Servers_on_one_store_see_each_others_changes_and_lose_none()
    {
        await using var one = Server(out var catalogOfOne);
        await using var other = Server(out var catalogOfOther);
        await one.SeedAsync([Account], [Declared("f")], Ct);
        await other.SeedAsync([Account], [Declared("f")], Ct);
        await ChangeAsync(one, "f", function => function with { MemorySize = 1024 });
        await ChangeAsync(other, "f", function => function with { Description = "by the other" });
        await one.LookAsync(Ct);
        foreach (var catalog in new[] { catalogOfOne, catalogOfOther })
        {
            var function = catalog.Find("f")!.Declaration;
            Assert.Equal((1024, "by the other"), (function.MemorySize, function.Description));
        }
    }

    [Fact]
    public async Task An_account_that_no_configuration_declares_lives_in_memory()
    {
        await using (var accounts = Server(out var catalog))
        {
            await accounts.ChangeAsync(Account, account => (account.With(FunctionRecord.Of(Declared("f"), "id", clocks.Wire.GetUtcNow())), 0), Ct);
            Assert.NotNull(catalog.Find("f"));
        }
        Assert.Null(await store.Documents.FindAsync($"fc/{Account}", Ct));
    }

    [Fact]
    public async Task Functions_of_two_accounts_may_have_one_name()
    {
        await using var accounts = Server(out var catalog);
        var other = Declared("f") with { AccountId = "6543210987654321", MemorySize = 128 };
        await accounts.SeedAsync([Account, other.AccountId], [Declared("f"), other], Ct);
        Assert.Equal((512, 128), (catalog.Find("f", Account)!.Declaration.MemorySize, catalog.Find("f", other.AccountId)!.Declaration.MemorySize));
    }

    private FcAccounts Server(out FunctionCatalog catalog)
    {
        catalog = new(clocks);
        var packages = new CodePackages(store);
        return new(catalog, new(), new(store.Documents), packages, new("/nowhere", packages, store), clocks, NullLogger<FcAccounts>.Instance);
    }

    private async Task ChangeAsync(FcAccounts accounts, string name, Func<FunctionDeclaration, FunctionDeclaration> change)
        => await accounts.ChangeAsync(
            Account,
            account => account.Functions[name] is var function ? (account.With((function with { Declaration = change(function.Declaration) }).Changed(clocks.Wire.GetUtcNow())), 0) : default,
            Ct);

    private static FunctionDeclaration Declared(string name) => new()
    {
        Name = name,
        AccountId = Account,
        Region = "cn-hangzhou",
        Runtime = "python3.10",
        Handler = "index.handler",
        CodePath = "/code",
    };
}
