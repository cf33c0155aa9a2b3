namespace FcCreds.Storage.Embedded;

/// <summary>The store's documents: reads from the pool, writes through the group. Every request reads the settings of a bucket.</summary>
internal sealed class EmbeddedDocuments(ReaderPool readers, GroupCommit writer) : IDocumentStore
{
    private readonly ReadCache<string, Document> known = new(capacity: 256);

    public ValueTask<Document?> FindAsync(string name, CancellationToken ct) => known.FindAsync(name, ReadAsync, ct);

    public async ValueTask<long?> PutAsync(string name, ReadOnlyMemory<byte> content, Precondition precondition, CancellationToken ct)
    {
        try
        {
            return await writer.RunAsync(transaction => DocumentTable.Put(transaction, name, content, precondition), ct);
        }
        finally
        {
            known.Forget(name);
        }
    }

    public async ValueTask<bool> DeleteAsync(string name, Precondition precondition, CancellationToken ct)
    {
        try
        {
            return await writer.RunAsync(transaction => DocumentTable.Delete(transaction, name, precondition), ct);
        }
        finally
        {
            known.Forget(name);
        }
    }

    public ValueTask<IReadOnlyList<Document>> ListAsync(string prefix, CancellationToken ct)
        => readers.ReadAsync(sql => DocumentTable.List(sql, prefix), ct);

    /// <summary>After something else than this has deleted a document.</summary>
    public void Forget(string name) => known.Forget(name);

    /// <summary>After something else than this has deleted documents.</summary>
    public void ForgetAll() => known.ForgetAll();

    private ValueTask<Document?> ReadAsync(string name, CancellationToken ct) => readers.ReadAsync(sql => DocumentTable.Find(sql, name), ct);
}
