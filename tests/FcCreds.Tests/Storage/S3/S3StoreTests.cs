using FcCreds.Storage;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

public class S3StoreTests : ObjectStoreSuite
{
    private TestS3? server;

    protected override bool KeepsReplacedContent => false;

    // Each write is four requests to a server here.
    protected override int ListingCases => 25;

    private protected override async ValueTask<IObjectStore> OpenAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        return await OpenAsync(server.Options);
    }

    private protected virtual async ValueTask<IObjectStore> OpenAsync(S3StoreOptions options) => await S3Store.OpenAsync(options, Ct);

    public override async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}
