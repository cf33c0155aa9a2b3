using FcCreds.Storage;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

/// <summary>The store that takes for known what it has read, for nobody else is there.</summary>
public sealed class S3StoreAloneTests : S3StoreTests
{
    private protected override async ValueTask<IObjectStore> OpenAsync(S3StoreOptions options)
    {
        // A clock that stands still: one look holds for the whole test.
        var store = await S3Store.OpenAsync(options with { Monotonic = new ManualTimeProvider() }, Ct);
        store.Alone.Found(store.Alone.Begin(), others: false);
        return store;
    }
}
