using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>The default store: an SQLite index with the small bodies, and immutable files for the large ones, in one data folder.</summary>
internal sealed class EmbeddedStore : IObjectStore
{
    private readonly EmbeddedStoreOptions options;
    private readonly DataFolder folder;
    private readonly ContentFiles files;
    private readonly GroupCommit writer;
    private readonly ReaderPool readers;
    private readonly ContentStager stager;
    private readonly ContentReader reader;
    private readonly Compactor compactor;
    private readonly EmbeddedDocuments documents;
    private readonly ReadCache<string, BucketRecord> buckets = new(capacity: 256);
    private readonly ReadCache<ObjectName, ObjectVersion> smallObjects = new(capacity: 256, IsSmall);

    private EmbeddedStore(EmbeddedStoreOptions options, DataFolder folder, ContentFiles files, Sql sql)
    {
        (this.options, this.folder, this.files) = (options, folder, files);
        var highestFile = files.Sweep(id => ContentTable.HasFile(sql, id));
        var sequence = new Sequence(Math.Max(highestFile, sql.Number("select value from counter") ?? 0));
        writer = new GroupCommit(sql, sequence, files, options.Clocks.Wire);
        readers = new ReaderPool(() => Index.OpenForReading(folder.IndexFile), Math.Max(4, Environment.ProcessorCount));
        stager = new ContentStager(files, sequence, options);
        reader = new ContentReader(readers, files);
        compactor = new Compactor(readers, writer, reader, stager);
        documents = new EmbeddedDocuments(readers, writer);
    }

    public IDocumentStore Documents => documents;

    /// <summary>Where the data is; for what else the server keeps there, such as <c>server.json</c>.</summary>
    public string Folder => folder.Path;

    /// <exception cref="DataFolderInUseException">Another process has the folder open.</exception>
    /// <exception cref="DataFolderFormatException">A newer version wrote it.</exception>
    public static Task<EmbeddedStore> OpenAsync(EmbeddedStoreOptions options, CancellationToken ct)
        => Task.Run(() => Open(options), ct);

    public async ValueTask<bool> CreateBucketAsync(BucketRecord bucket, CancellationToken ct)
    {
        try
        {
            return await writer.RunAsync(transaction => BucketTable.Create(transaction, bucket), ct);
        }
        finally
        {
            buckets.Forget(bucket.Name);
        }
    }

    public ValueTask<BucketRecord?> FindBucketAsync(string name, CancellationToken ct) => buckets.FindAsync(name, ReadBucketAsync, ct);

    public ValueTask<IReadOnlyList<BucketRecord>> ListBucketsAsync(string ownerAccountId, CancellationToken ct)
        => readers.ReadAsync(sql => BucketTable.List(sql, ownerAccountId), ct);

    public async ValueTask<BucketRemoval> DeleteBucketAsync(string name, CancellationToken ct)
    {
        try
        {
            return await writer.RunAsync(transaction => BucketTable.Delete(transaction, name), ct);
        }
        finally
        {
            buckets.Forget(name);
            documents.ForgetAll();
        }
    }

    public ValueTask<StagedContent> StageAsync(ObjectName destination, Stream content, bool joined, CancellationToken ct)
        => stager.StageAsync(content, ct);

    public async ValueTask<CommitOutcome> CommitAsync(CommitRequest request, CancellationToken ct)
    {
        var outcome = await ChangeAsync(request.Name, transaction => CommitVersion.Run(transaction, request, options.InlineLimit), ct);
        if (request.Consumes is { } consumed)
            documents.Forget(consumed.Name);
        if (outcome is not { Verdict: CommitVerdict.Committed, Version: { } version })
            return outcome;
        foreach (var piece in request.Pieces.OfType<Piece.Staged>())
            ((EmbeddedStagedContent)piece.Content).MarkCommitted();
        if (version.Content is StoredContent content && content.Extents.Length > options.PieceLimit)
            compactor.Offer(version);
        return outcome;
    }

    public ValueTask<ObjectVersion?> FindAsync(ObjectName name, string? versionId, CancellationToken ct)
        => versionId is null
            ? smallObjects.FindAsync(name, ReadCurrentAsync, ct)
            : readers.ReadAsync(sql => VersionTable.FindWithBody(sql, name, versionId, options.InlineLimit), ct);

    public ValueTask<Stream> OpenReadAsync(ObjectVersion version, long offset, long length, CancellationToken ct)
        => reader.OpenAsync(version, offset, length, ct);

    public ValueTask<RemovalOutcome> DeleteAsync(RemovalRequest request, CancellationToken ct)
        => ChangeAsync(request.Name, transaction => RemoveVersion.Run(transaction, request), ct);

    public ValueTask<ObjectPage> ListAsync(ListQuery query, CancellationToken ct)
        => readers.ReadAsync(sql => ObjectLister.List(sql, query), ct);

    public ValueTask<bool> ReplaceFactsAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct)
        => ChangeAsync(version.Name, transaction => VersionTable.ReplaceFacts(transaction, version, facts), ct);

    public ValueTask<BucketUsage> UsageAsync(string bucket, CancellationToken ct) => readers.ReadAsync(sql => UsageTable.Of(sql, bucket), ct);

    public async ValueTask DisposeAsync()
    {
        await compactor.DisposeAsync();
        await writer.DisposeAsync();
        readers.Dispose();
        files.Dispose();
        folder.Dispose();
    }

    /// <summary>What a handler reads again and again, such as its configuration: kept with its body, 4 MiB of them at most.</summary>
    private static bool IsSmall(ObjectVersion? version) => version is { Length: <= 16 * 1024, Content: StoredContent { Body: not null } };

    private async ValueTask<T> ChangeAsync<T>(ObjectName name, Func<Transaction, T> change, CancellationToken ct)
    {
        try
        {
            return await writer.RunAsync(change, ct);
        }
        finally
        {
            smallObjects.Forget(name);
        }
    }

    private ValueTask<ObjectVersion?> ReadCurrentAsync(ObjectName name, CancellationToken ct)
        => readers.ReadAsync(sql => VersionTable.FindWithBody(sql, name, null, options.InlineLimit), ct);

    private ValueTask<BucketRecord?> ReadBucketAsync(string name, CancellationToken ct)
        => readers.ReadAsync(sql => BucketTable.Find(sql, name), ct);

    private static EmbeddedStore Open(EmbeddedStoreOptions options)
    {
        var folder = DataFolder.Open(options.Folder);
        try
        {
            var files = new ContentFiles(folder.FilesFolder, options.Clocks.Monotonic, options.UnlinkAfter);
            return new EmbeddedStore(options, folder, files, Index.OpenForWriting(folder, options.Durability));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
