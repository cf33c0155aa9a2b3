namespace FcCreds.Core.Journal;

/// <summary>The one record of what happened.</summary>
internal interface IJournal
{
    /// <summary>Appends, giving the event its sequence number and time. Never blocks on a disk, never throws; what it had to drop is counted.</summary>
    void Append(JournalEvent happened);

    /// <summary>The newest event's position; 0 before the first.</summary>
    long LastSequence { get; }

    /// <summary>The events that match, oldest first, from the in-memory tail.</summary>
    IReadOnlyList<JournalEvent> Read(JournalQuery query);

    /// <summary>Follows new events until cancelled.</summary>
    IAsyncEnumerable<JournalEvent> FollowAsync(CancellationToken ct);

    /// <summary>Events lost since the start: because the disk or a follower was too slow, or the disk refused. Deleting the oldest segment is not a loss.</summary>
    long Dropped { get; }
}

/// <summary>Filters; null matches everything.</summary>
internal sealed record JournalQuery
{
    public long AfterSequence { get; init; }

    public string? RequestId { get; init; }

    public string? InvocationId { get; init; }

    public string? SessionId { get; init; }

    public string? FunctionName { get; init; }

    public int Limit { get; init; } = 1000;
}
