namespace FcCreds.Storage;

/// <summary>What must hold for a write to happen; checked in the same transaction as the write.</summary>
internal readonly record struct Precondition
{
    private Precondition(PreconditionKind kind, long revision, long? factsRevision = null)
        => (Kind, Revision, FactsRevision) = (kind, revision, factsRevision);

    /// <summary>Nothing is asked.</summary>
    public static Precondition Any => default;

    /// <summary>Nothing may be there; for an object, a delete marker counts as nothing.</summary>
    public static Precondition Absent => new(PreconditionKind.Absent, 0);

    public PreconditionKind Kind { get; }

    public long Revision { get; }

    /// <summary>Asked of an object's facts too, where set.</summary>
    public long? FactsRevision { get; }

    /// <summary>What is there must still be at this revision.</summary>
    public static Precondition AtRevision(long revision) => new(PreconditionKind.AtRevision, revision);

    /// <summary>This version must still be the one, with the facts that it had.</summary>
    public static Precondition Unchanged(ObjectVersion version) => new(PreconditionKind.AtRevision, version.Revision, version.FactsRevision);

    /// <summary>Whether it holds where this revision is, or nothing.</summary>
    public bool Holds(long? found) => Kind switch
    {
        PreconditionKind.Absent => found is null,
        PreconditionKind.AtRevision => found == Revision,
        _ => true,
    };

    /// <summary>Whether it holds where this version is, or none.</summary>
    public bool Holds(ObjectVersion? found)
        => Kind == PreconditionKind.Absent && found is { IsDeleteMarker: true }
            || Holds(found?.Revision) && (FactsRevision is null || found?.FactsRevision == FactsRevision);
}

internal enum PreconditionKind { Any, Absent, AtRevision }
