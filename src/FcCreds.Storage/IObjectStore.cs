namespace FcCreds.Storage;

/// <summary>
/// The few primitives under the OSS protocol. A store knows buckets, documents, content and versions; it knows no ACL, tag,
/// policy or header. All names arrive validated; keys order by their UTF-8 bytes.
/// </summary>
internal interface IObjectStore : IAsyncDisposable
{
    /// <summary>Small named documents outside any object: bucket settings, roles, functions.</summary>
    IDocumentStore Documents { get; }

    /// <summary>False when the name is taken.</summary>
    ValueTask<bool> CreateBucketAsync(BucketRecord bucket, CancellationToken ct);

    ValueTask<BucketRecord?> FindBucketAsync(string name, CancellationToken ct);

    /// <summary>All buckets of an account, in name order.</summary>
    ValueTask<IReadOnlyList<BucketRecord>> ListBucketsAsync(string ownerAccountId, CancellationToken ct);

    /// <summary>Removes an empty bucket together with the documents below <c>bucket/{name}/</c>.</summary>
    ValueTask<BucketRemoval> DeleteBucketAsync(string name, CancellationToken ct);

    /// <summary>
    /// Streams content in for a destination and hashes it on the way. Nothing is visible until it is committed; disposing an
    /// uncommitted stage discards it. Content that is going to be committed together with other pieces is announced as joined: where an
    /// object that consists of it alone could have been streamed into its final place, it is kept elsewhere.
    /// </summary>
    ValueTask<StagedContent> StageAsync(ObjectName destination, Stream content, bool joined, CancellationToken ct);

    /// <summary>Makes a new current version out of pieces, atomically with its precondition.</summary>
    ValueTask<CommitOutcome> CommitAsync(CommitRequest request, CancellationToken ct);

    /// <summary>The current version, or the named one. A delete marker is found like any version. Null when there is none.</summary>
    ValueTask<ObjectVersion?> FindAsync(ObjectName name, string? versionId, CancellationToken ct);

    /// <summary>The same, for who is going to open it at once: a store that is a way off may bring content along.</summary>
    ValueTask<ObjectVersion?> FindToReadAsync(ObjectName name, string? versionId, CancellationToken ct) => FindAsync(name, versionId, ct);

    /// <summary>
    /// Opens a slice of a version for reading; the reader sees that version whatever happens to the object meanwhile. To be called
    /// soon after the version was found: <see cref="ContentGoneException"/> when it has been replaced or removed for longer than the
    /// store keeps such content, which may be no time at all; the caller then finds the object anew.
    /// </summary>
    ValueTask<Stream> OpenReadAsync(ObjectVersion version, long offset, long length, CancellationToken ct);

    /// <summary>Deletes the current version (or makes a delete marker, by mode), or removes the named version for good.</summary>
    ValueTask<RemovalOutcome> DeleteAsync(RemovalRequest request, CancellationToken ct);

    /// <summary>One page of keys or versions in byte order; common prefixes are skipped over, never scanned.</summary>
    ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct);

    /// <summary>
    /// Replaces a version's facts (ACL, tags, retention …) without touching LastModified, if they are still at the given revision; and
    /// its storage class by the one that is given with the version. False when they are not, or the version is gone.
    /// </summary>
    ValueTask<bool> ReplaceFactsAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct);

    /// <summary>How much is in a bucket. EmbeddedStore keeps count; S3Store lists the bucket, a request for each 1,000 keys.</summary>
    ValueTask<BucketUsage> UsageAsync(string bucket, CancellationToken ct);
}
