using FcCreds.Storage;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

/// <summary>The store that takes for known what it has read, for nobody else is there.</summary>
public sealed class S3StoreAloneTests : ObjectStoreSuite
{
    private TestS3? server;

    protected override bool KeepsReplacedContent => false;

    protected override int ListingCases => 10;

    private protected override async ValueTask<IObjectStore> OpenAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        // A clock that stands still: one look holds for the whole test.
        var store = await S3Store.OpenAsync(server.Options with { Monotonic = new ManualTimeProvider() }, Ct);
        store.Alone.Found(store.Alone.Begin(), others: false);
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}
