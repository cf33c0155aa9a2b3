using FcCreds.Core.Time;
using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using FcCreds.Storage.S3;
using FcCreds.Storage.S3.Alone;
using FcCreds.Storage.S3.Orphans;

namespace FcCreds.Server;

/// <summary>The store that a server was told to use, and the data folder, which this process alone has open whatever keeps the objects.</summary>
internal sealed class OpenedStore : IAsyncDisposable
{
    private readonly DataFolder? heldFolder;

    private OpenedStore(IObjectStore store, DataFolder? heldFolder, string? description)
        => (Store, this.heldFolder, Description) = (store, heldFolder, description);

    public IObjectStore Store { get; }

    /// <summary>Whether several servers may use it at once: it then never takes the older of two changes for the newer.</summary>
    public bool CanBeShared => (Store as S3Store)?.Conditions.Put ?? false;

    /// <summary>Of a store on an S3 server: to be told whether others use it too.</summary>
    public SoleUse? Alone => (Store as S3Store)?.Alone;

    /// <summary>Of a store on an S3 server.</summary>
    public S3Orphans? Orphans => (Store as S3Store)?.Orphans;

    /// <summary>For people; null when the data folder says it all.</summary>
    public string? Description { get; }

    public static async Task<OpenedStore> OpenAsync(ServerOptions options, string folder, Clocks clocks, CancellationToken ct)
    {
        if (options.S3 is not { } s3) return new(await EmbeddedStore.OpenAsync(new() { Folder = folder, Clocks = clocks }, ct), null, null);
        var held = DataFolder.Open(folder);
        try
        {
            var store = await S3Store.OpenAsync(s3 with { Wire = clocks.Wire, Monotonic = clocks.Monotonic }, ct);
            return new(store, held, Describe(s3, store.Conditions));
        }
        catch (StoreUnavailableException unavailable)
        {
            held.Dispose();
            throw new StartFailure(unavailable.Message);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        heldFolder?.Dispose();
    }

    private static string Describe(S3StoreOptions s3, ConditionalWrites conditions)
    {
        var place = s3.BucketPrefix.Length == 0 ? $"S3 server {s3.Endpoint}" : $"S3 server {s3.Endpoint}, buckets {s3.BucketPrefix}*";
        return (conditions.Put, conditions.Complete) switch
        {
            (false, _) => $"{place}; it knows no conditional writes, so let no other FcCreds use these buckets",
            (true, false) => $"{place}; it completes multipart uploads unconditionally, so another FcCreds may overwrite what x-oss-forbid-overwrite protects above 1 MiB",
            _ => place,
        };
    }
}
