namespace FcCreds.Storage;

/// <summary>Takes away what is current, or one version for good.</summary>
internal sealed record RemovalRequest
{
    public required ObjectName Name { get; init; }

    /// <summary>
    /// Null removes the current version by mode: <c>Off</c> removes the <c>null</c> version, <c>On</c> hides everything behind a new
    /// delete marker, <c>Suspended</c> puts a marker in the place of the <c>null</c> version.
    /// </summary>
    public string? VersionId { get; init; }

    /// <summary>Asked of the named version, or else of the current one.</summary>
    public Precondition Precondition { get; init; }

    public VersionMode VersionMode { get; init; }
}

/// <param name="Verdict">Committed also when nothing was there.</param>
/// <param name="Removed">The version that is gone, if one was; or, when the precondition failed, the version that it found.</param>
/// <param name="Marker">The delete marker that was made, if one was.</param>
internal sealed record RemovalOutcome(CommitVerdict Verdict, ObjectVersion? Removed, ObjectVersion? Marker);
