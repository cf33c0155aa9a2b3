using FcCreds.Fc.Code;
using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Tests.Fc.Code;

public sealed class OrphanedPackagesTests : IAsyncLifetime
{
    private const string Elsewhere = "9999999999999999";

    private FcHost host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Later => host.Clocks.Wire.GetUtcNow().AddMinutes(1);

    public async ValueTask InitializeAsync()
    {
        host = await FcHost.StartAsync();
        await host.Fc.Accounts.SeedAsync([FcHost.Account], [], Ct);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Packages_that_nothing_names_are_removed_and_those_of_functions_and_versions_stay()
    {
        var packages = new CodePackages(host.Store);
        var (lost, current, published) = (await PutAsync(packages), await PutAsync(packages), await PutAsync(packages));
        await host.Fc.Accounts.ChangeAsync(FcHost.Account, account => (account.With(Function(current, published)), 0), Ct);

        Assert.Empty(await host.Fc.OrphanedPackages.SweepAsync(host.Clocks.Wire.GetUtcNow().AddMinutes(-1), Ct));
        var removed = Assert.Single(await host.Fc.OrphanedPackages.SweepAsync(Later, Ct));

        Assert.Equal((Orphan.Package, $"{FcHost.Account}/{lost.Id}"), (removed.Kind, removed.Key));
        Assert.Null(await packages.OpenAsync(FcHost.Account, lost, Ct));
        Assert.NotNull(await packages.OpenAsync(FcHost.Account, current, Ct));
        Assert.NotNull(await packages.OpenAsync(FcHost.Account, published, Ct));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Packages_of_an_account_that_nobody_knows_stay_while_another_server_may(bool isShared, int removed)
    {
        await PutAsync(new(host.Store), Elsewhere);
        Assert.Equal(removed, (await new OrphanedPackages(host.Store, host.Fc.Accounts, isShared).SweepAsync(Later, Ct)).Count);
    }

    private static async Task<CodePackage> PutAsync(CodePackages packages, string accountId = FcHost.Account)
        => await packages.PutAsync(accountId, new MemoryStream([1, 2, 3]), Ct);

    private static FunctionRecord Function(CodePackage current, CodePackage published)
    {
        var declaration = new FcCreds.Fc.FunctionDeclaration { Name = "orders", AccountId = FcHost.Account, Region = FcHost.Region, Runtime = "python3.10", Handler = "index.handler", CodePath = "" };
        var version = new VersionRecord { VersionId = "1", Declaration = declaration, Package = published, CreatedTime = DateTimeOffset.UnixEpoch };
        var function = FunctionRecord.Of(declaration, "id", DateTimeOffset.UnixEpoch) with { Package = current };
        return function with { Versions = function.Versions.Add("1", version) };
    }
}
