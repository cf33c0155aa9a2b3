namespace FcCreds.Storage;

/// <summary>Small named documents with compare-and-swap. Names are paths such as <c>bucket/photos/cors</c>.</summary>
internal interface IDocumentStore
{
    ValueTask<Document?> FindAsync(string name, CancellationToken ct);

    /// <summary>Writes if the precondition holds; the new revision, or null when it does not hold.</summary>
    ValueTask<long?> PutAsync(string name, ReadOnlyMemory<byte> content, Precondition precondition, CancellationToken ct);

    /// <summary>True when the document was there, fulfilled the precondition and is gone now.</summary>
    ValueTask<bool> DeleteAsync(string name, Precondition precondition, CancellationToken ct);

    /// <summary>Documents whose name starts with the prefix, in ordinal order.</summary>
    ValueTask<IReadOnlyList<Document>> ListAsync(string prefix, CancellationToken ct);
}

internal sealed record Document(string Name, ReadOnlyMemory<byte> Content, long Revision);

/// <summary>What must hold for a write to happen; checked in the same transaction as the write.</summary>
internal readonly record struct Precondition
{
    private Precondition(PreconditionKind kind, long revision) => (Kind, Revision) = (kind, revision);

    /// <summary>Nothing is asked.</summary>
    public static Precondition Any => default;

    /// <summary>Nothing may be there; for an object, a delete marker counts as nothing.</summary>
    public static Precondition Absent => new(PreconditionKind.Absent, 0);

    public PreconditionKind Kind { get; }

    public long Revision { get; }

    /// <summary>What is there must still be at this revision.</summary>
    public static Precondition AtRevision(long revision) => new(PreconditionKind.AtRevision, revision);
}

internal enum PreconditionKind { Any, Absent, AtRevision }
