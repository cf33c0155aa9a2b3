using FcCreds.Core.Time;
using FcCreds.Storage;
using FcCreds.Storage.Embedded;

namespace FcCreds.Tests.Storage.Embedded;

public sealed class EmbeddedStoreTests : ObjectStoreSuite
{
    private protected override async ValueTask<IObjectStore> OpenAsync()
        => await EmbeddedStore.OpenAsync(new EmbeddedStoreOptions { Folder = null, Clocks = Clocks.System() }, Ct);
}
