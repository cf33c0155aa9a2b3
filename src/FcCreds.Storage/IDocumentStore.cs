namespace FcCreds.Storage;

/// <summary>Small named documents with compare-and-swap. Names are paths such as <c>bucket/photos/cors</c>.</summary>
internal interface IDocumentStore
{
    ValueTask<Document?> FindAsync(string name, CancellationToken ct);

    /// <summary>Writes if the precondition holds; the new revision, or null when it does not hold.</summary>
    ValueTask<long?> PutAsync(string name, ReadOnlyMemory<byte> content, Precondition precondition, CancellationToken ct);

    /// <summary>True when the document was there, fulfilled the precondition and is gone now.</summary>
    ValueTask<bool> DeleteAsync(string name, Precondition precondition, CancellationToken ct);

    /// <summary>Documents whose name starts with the prefix, in the order of its UTF-8 bytes.</summary>
    ValueTask<IReadOnlyList<Document>> ListAsync(string prefix, CancellationToken ct);
}

internal sealed record Document(string Name, ReadOnlyMemory<byte> Content, long Revision);
