using FcCreds.Storage.S3.Alone;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Listing;
using FcCreds.Storage.S3.Orphans;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>
/// Keeps objects in MinIO, Ceph or any other S3 server, under their own keys: what a handler wrote is what <c>mc ls</c> shows. Versions
/// that are not current lie in a hidden bucket; the server itself needs to keep none.
/// </summary>
internal sealed class S3Store : IObjectStore
{
    private readonly S3Backend backend;
    private readonly KeyLocks locks = new();
    // Apart from the others: a document is held while an object is committed.
    private readonly KeyLocks documentLocks = new();
    private readonly S3Documents documents;
    private readonly S3Buckets buckets;
    private readonly S3Stager stager;
    private readonly S3Commit commit;
    private readonly S3Removal removal;
    private readonly FactsReplacement factsReplacement;
    private readonly VersionArchive archive;
    private readonly ObjectLister lister;
    private readonly VersionLister versionLister;

    private S3Store(S3Backend backend, S3StoreOptions options)
    {
        this.backend = backend;
        documents = new(backend, documentLocks);
        var records = new FactsRecords(backend);
        var finder = new ObjectFinder(backend, records);
        var write = new S3ObjectWrite(backend, options, finder, records, new(backend, options));
        archive = new(backend, options, finder, new(backend));
        buckets = new(backend, documents, archive, locks);
        stager = new(backend, options);
        commit = new(backend, finder, write, archive, options, locks);
        removal = new(backend, finder, records, write, archive, options, locks);
        factsReplacement = new(backend, records, archive, locks);
        lister = new(backend, finder, records);
        Orphans = new(backend);
        versionLister = new(backend, finder, records, archive);
    }

    public IDocumentStore Documents => documents;

    /// <summary>What operations left behind that never ended.</summary>
    public S3Orphans Orphans { get; }

    /// <summary>To be told whether others use the buckets; until then nothing is taken as known.</summary>
    public SoleUse Alone => backend.Alone;

    /// <summary>What the backend does with conditions.</summary>
    public ConditionalWrites Conditions => backend.Conditions;

    /// <exception cref="StoreUnavailableException">The server does not answer, or not to this key.</exception>
    public static async Task<S3Store> OpenAsync(S3StoreOptions options, CancellationToken ct)
    {
        var backend = new S3Backend(options);
        try
        {
            await BackendTrial.RunAsync(backend, options, ct);
            var store = new S3Store(backend, options);
            await store.Orphans.SignAsync(ct);
            return store;
        }
        catch
        {
            backend.Dispose();
            throw;
        }
    }

    public ValueTask<bool> CreateBucketAsync(BucketRecord bucket, CancellationToken ct) => buckets.CreateAsync(bucket, ct);

    public ValueTask<BucketRecord?> FindBucketAsync(string name, CancellationToken ct) => buckets.FindAsync(name, ct);

    public ValueTask<IReadOnlyList<BucketRecord>> ListBucketsAsync(string ownerAccountId, CancellationToken ct) => buckets.ListAsync(ownerAccountId, ct);

    public ValueTask<BucketRemoval> DeleteBucketAsync(string name, CancellationToken ct) => buckets.DeleteAsync(name, ct);

    public ValueTask<StagedContent> StageAsync(ObjectName destination, Stream content, bool joined, CancellationToken ct)
        => stager.StageAsync(destination, content, joined, ct);

    public ValueTask<CommitOutcome> CommitAsync(CommitRequest request, CancellationToken ct)
        => request.Consumes is { } document ? documents.ConsumeAsync(document, () => commit.RunAsync(request, ct), ct) : commit.RunAsync(request, ct);

    public async ValueTask<ObjectVersion?> FindAsync(ObjectName name, string? versionId, CancellationToken ct) => await archive.FindAsync(name, versionId, ahead: false, ct);

    public async ValueTask<ObjectVersion?> FindToReadAsync(ObjectName name, string? versionId, CancellationToken ct) => await archive.FindAsync(name, versionId, ahead: true, ct);

    public async ValueTask<Stream> OpenReadAsync(ObjectVersion version, long offset, long length, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, version.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, version.Length - offset);
        if (length == 0) return Stream.Null;
        var content = (S3Content)version.Content!;
        if (content.Ahead is { } ahead) return new MemoryStream(ahead, (int)offset, (int)length, writable: false);
        var (place, eTag) = content;
        return await backend.OpenAsync(place, eTag, offset, length, ct)
            ?? throw new ContentGoneException(version);
    }

    public ValueTask<RemovalOutcome> DeleteAsync(RemovalRequest request, CancellationToken ct) => removal.RunAsync(request, ct);

    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct) => query.AllVersions ? versionLister.ListAsync(query, ct) : lister.ListAsync(query, ct);

    public ValueTask<bool> ReplaceFactsAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct)
        => factsReplacement.RunAsync(version, facts, ct);

    public ValueTask<BucketUsage> UsageAsync(string bucket, CancellationToken ct) => BucketUsage.CountAsync(this, bucket, ct);

    public async ValueTask DisposeAsync()
    {
        await Orphans.EndAsync();
        backend.Dispose();
        locks.Dispose();
        documentLocks.Dispose();
    }
}
