using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

/// <summary>A store in which something happens between the finding of a version and the opening of its content, once.</summary>
internal sealed class MeddlingStore(IObjectStore store) : IObjectStore
{
    private Func<ObjectVersion, Task>? beforeOpening;

    public IDocumentStore Documents => store.Documents;

    public void BeforeOpening(Func<ObjectVersion, Task> act) => beforeOpening = act;

    public async ValueTask<Stream> OpenReadAsync(ObjectVersion version, long offset, long length, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref beforeOpening, null) is { } act) await act(version);
        return await store.OpenReadAsync(version, offset, length, ct);
    }

    public ValueTask<bool> CreateBucketAsync(BucketRecord bucket, CancellationToken ct) => store.CreateBucketAsync(bucket, ct);

    public ValueTask<BucketRecord?> FindBucketAsync(string name, CancellationToken ct) => store.FindBucketAsync(name, ct);

    public ValueTask<IReadOnlyList<BucketRecord>> ListBucketsAsync(string ownerAccountId, CancellationToken ct) => store.ListBucketsAsync(ownerAccountId, ct);

    public ValueTask<BucketRemoval> DeleteBucketAsync(string name, CancellationToken ct) => store.DeleteBucketAsync(name, ct);

    public ValueTask<StagedContent> StageAsync(ObjectName destination, Stream content, bool joined, CancellationToken ct) => store.StageAsync(destination, content, joined, ct);

    public ValueTask<CommitOutcome> CommitAsync(CommitRequest request, CancellationToken ct) => store.CommitAsync(request, ct);

    public ValueTask<ObjectVersion?> FindAsync(ObjectName name, string? versionId, CancellationToken ct) => store.FindAsync(name, versionId, ct);

    public ValueTask<RemovalOutcome> DeleteAsync(RemovalRequest request, CancellationToken ct) => store.DeleteAsync(request, ct);

    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct) => store.ListAsync(query, ct);

    public ValueTask<bool> ReplaceFactsAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct) => store.ReplaceFactsAsync(version, facts, ct);

    public ValueTask<BucketUsage> UsageAsync(string bucket, CancellationToken ct) => store.UsageAsync(bucket, ct);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
