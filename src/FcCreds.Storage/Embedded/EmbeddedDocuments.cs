namespace FcCreds.Storage.Embedded;

/// <summary>The store's documents: reads from the pool, writes through the group.</summary>
internal sealed class EmbeddedDocuments(ReaderPool readers, GroupCommit writer) : IDocumentStore
{
    public ValueTask<Document?> FindAsync(string name, CancellationToken ct)
        => readers.ReadAsync(sql => DocumentTable.Find(sql, name), ct);

    public ValueTask<long?> PutAsync(string name, ReadOnlyMemory<byte> content, Precondition precondition, CancellationToken ct)
        => writer.RunAsync(transaction => DocumentTable.Put(transaction, name, content, precondition), ct);

    public ValueTask<bool> DeleteAsync(string name, Precondition precondition, CancellationToken ct)
        => writer.RunAsync(transaction => DocumentTable.Delete(transaction, name, precondition), ct);

    public ValueTask<IReadOnlyList<Document>> ListAsync(string prefix, CancellationToken ct)
        => readers.ReadAsync(sql => DocumentTable.List(sql, prefix), ct);
}
