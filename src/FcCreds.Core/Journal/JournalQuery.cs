namespace FcCreds.Core.Journal;

/// <summary>Filters; null matches everything.</summary>
internal sealed record JournalQuery
{
    public long AfterSequence { get; init; }

    public string? RequestId { get; init; }

    public string? InvocationId { get; init; }

    /// <summary>A request's or an invocation's, whichever it is.</summary>
    public string? EitherId { get; init; }

    public string? SessionId { get; init; }

    public string? FunctionName { get; init; }

    /// <summary>Some of <see cref="JournalKind"/>.</summary>
    public IReadOnlyCollection<string>? Kinds { get; init; }

    /// <summary>Wire clock.</summary>
    public DateTimeOffset? Since { get; init; }

    public int Limit { get; init; } = 1000;

    public bool Matches(JournalEvent one)
        => (RequestId is null || one.RequestId == RequestId)
            && (InvocationId is null || one.InvocationId == InvocationId)
            && (EitherId is null || one.RequestId == EitherId || one.InvocationId == EitherId)
            && (SessionId is null || one.SessionId == SessionId)
            && (FunctionName is null || one.FunctionName == FunctionName)
            && (Since is null || one.Time >= Since)
            && (Kinds is null || Kinds.Contains(JournalKind.Of(one)));
}

/// <summary>A stretch of the journal.</summary>
/// <param name="Events">Those that match, oldest first.</param>
/// <param name="Lost">Events behind the position asked for that are no longer in memory, whether they would have matched or not.</param>
/// <param name="Position">What the next stretch comes after.</param>
internal sealed record JournalPage(IReadOnlyList<JournalEvent> Events, long Lost, long Position);
