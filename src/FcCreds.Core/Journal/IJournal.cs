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

    /// <summary>The same, with where to go on from and how many came too late to be read.</summary>
    JournalPage ReadPage(JournalQuery query);

    /// <summary>Follows new events until cancelled.</summary>
    IAsyncEnumerable<JournalEvent> FollowAsync(CancellationToken ct);

    /// <summary>
    /// What matches behind the query's position and what comes then, until cancelled or the journal ends; <see cref="JournalQuery.Limit"/> events
    /// at most in a page. Keeps nothing for its reader: who is slower than the journal is long is told how much they lost.
    /// </summary>
    IAsyncEnumerable<JournalPage> FollowAsync(JournalQuery query, CancellationToken ct);

    /// <summary>Cancelled when followers are let go.</summary>
    CancellationToken Ended { get; }

    /// <summary>Names this run of the journal; positions up to <see cref="Origin"/> are those of the run before.</summary>
    string Run { get; }

    /// <summary>The newest position that was read back from disk at the start; 0 without any.</summary>
    long Origin { get; }

    /// <summary>Events lost since the start: because the disk or a follower was too slow, or the disk refused. Deleting the oldest segment is not a loss.</summary>
    long Dropped { get; }
}
