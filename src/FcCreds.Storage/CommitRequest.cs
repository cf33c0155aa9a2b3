namespace FcCreds.Storage;

/// <summary>A new current version of an object, made of pieces.</summary>
internal sealed record CommitRequest
{
    public required ObjectName Name { get; init; }

    /// <summary>In order; an empty list makes an empty object.</summary>
    public required IReadOnlyList<Piece> Pieces { get; init; }

    /// <summary>The protocol's description of the object, opaque to the store except for what listings show.</summary>
    public required ObjectDescription Description { get; init; }

    /// <summary>Asked of the current version.</summary>
    public Precondition Precondition { get; init; }

    public VersionMode VersionMode { get; init; }

    /// <summary>Whether LastModified of the new version is told to anybody; otherwise a store that would have to ask for it may give its own time.</summary>
    public bool TellsTime { get; init; } = true;

    /// <summary>
    /// A document that must still be at this revision and is gone once the object is there, so that what it stands for happens once: an
    /// upload is completed or aborted.
    /// </summary>
    public Document? Consumes { get; init; }
}

/// <summary>Part of a new version: staged content, or a slice of an existing version.</summary>
internal abstract record Piece
{
    /// <summary>Each staged content becomes part of one object, once.</summary>
    internal sealed record Staged(StagedContent Content) : Piece;

    internal sealed record Slice(ObjectVersion Source, long Offset, long Length) : Piece;
}

/// <param name="Verdict"><see cref="CommitVerdict.PieceNotFound"/> when the source of a slice was replaced or removed meanwhile;
/// <see cref="CommitVerdict.DocumentChanged"/> when the document to be consumed was.</param>
/// <param name="Version">The new version; or, when the precondition failed, the current version that it found.</param>
internal sealed record CommitOutcome(CommitVerdict Verdict, ObjectVersion? Version);

internal enum CommitVerdict { Committed, PreconditionFailed, BucketNotFound, PieceNotFound, DocumentChanged }
