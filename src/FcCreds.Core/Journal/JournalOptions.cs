namespace FcCreds.Core.Journal;

/// <summary>How much the journal keeps, and where.</summary>
internal sealed record JournalOptions
{
    /// <summary>Folder of the segments; null keeps the tail in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Events in memory.</summary>
    public int Tail { get; init; } = 10_000;

    /// <summary>Bytes of them, as <see cref="JournalWeight"/> estimates; the oldest go beyond it.</summary>
    public long TailBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes after which a new segment begins.</summary>
    public long SegmentBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of all segments; the oldest are deleted beyond it.</summary>
    public long TotalBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Events that may wait for the disk before some are dropped.</summary>
    public int Backlog { get; init; } = 8192;
}
