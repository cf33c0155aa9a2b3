using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FcCreds.Core.Journal;

/// <summary>
/// Keeps a tail in memory, tells followers, and hands events to <see cref="JournalSegments"/> through a bounded channel: appending
/// is a short critical section that never waits for a disk or a slow reader. What they cannot take is counted, not waited for.
/// </summary>
internal sealed class Journal : IJournal, IAsyncDisposable
{
    /// <summary>The writer then sleeps for a moment: a busy server would otherwise wake it, and write to the disk, for each request.</summary>
    private static readonly TimeSpan PauseBetweenBursts = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly JournalEvent[] tail;
    private readonly Attribution attribution = new();
    private readonly MistakeSpotter mistakes = new();
    private readonly Channel<JournalEvent>? toDisk;
    private readonly Task writing = Task.CompletedTask;
    private readonly CancellationTokenSource stopping = new();
    private readonly JournalSegments? segments;
    private Channel<JournalEvent>[] followers = [];
    private long sequence;
    private long kept;
    private long dropped;

    public Journal(TimeProvider wireClock, JournalOptions? options = null)
    {
        options ??= new();
        clock = wireClock;
        tail = new JournalEvent[options.Tail];
        if (options.Folder is null) return;
        segments = new(options.Folder, options.SegmentBytes, options.TotalBytes);
        foreach (var earlier in segments.ReadTail(options.Tail)) Remember(earlier);
        toDisk = Channel.CreateBounded<JournalEvent>(new BoundedChannelOptions(options.Backlog) { SingleReader = true });
        writing = Task.Run(() => WriteAsync(toDisk.Reader, segments));
    }

    public long Dropped => Interlocked.Read(ref dropped) + (segments?.Lost ?? 0);

    public long LastSequence => Interlocked.Read(ref sequence);

    public void Append(JournalEvent happened)
    {
        lock (gate)
        {
            var told = attribution.Attribute(happened with { Sequence = sequence + 1, Time = clock.GetUtcNow() });
            Tell(told);
            // With it, so that whoever sees the call sees what is wrong with it.
            if (mistakes.Of(told, told is ServiceCalled called ? attribution.IssuedFor(called) : null) is { } mistake) Tell(mistake with { Sequence = sequence + 1, Time = told.Time });
        }
    }

    public IReadOnlyList<JournalEvent> Read(JournalQuery query)
    {
        var found = new List<JournalEvent>();
        lock (gate)
        {
            // Sequences have no holes, so the place of one in the ring follows from its number.
            var first = Math.Max(sequence - kept, query.AfterSequence) + 1;
            for (var at = first; at <= sequence && found.Count < query.Limit; at++)
            {
                if (tail[at % tail.Length] is var one && Matches(one, query)) found.Add(one);
            }
        }
        return found;
    }

    public async IAsyncEnumerable<JournalEvent> FollowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var follower = Channel.CreateBounded<JournalEvent>(
            new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref dropped));
        lock (gate) followers = [.. followers, follower];
        try
        {
            await foreach (var told in follower.Reader.ReadAllAsync(ct)) yield return told;
        }
        finally
        {
            lock (gate) followers = Array.FindAll(followers, other => other != follower);
        }
    }

    /// <summary>Writes what is still waiting and ends all followers.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            toDisk?.Writer.TryComplete();
            foreach (var follower in followers) follower.Writer.TryComplete();
        }
        await stopping.CancelAsync();
        await writing;
        stopping.Dispose();
        segments?.Dispose();
    }

    private void Tell(JournalEvent told)
    {
        Remember(told);
        if (toDisk?.Writer.TryWrite(told) == false) Interlocked.Increment(ref dropped);
        foreach (var follower in followers) follower.Writer.TryWrite(told);
    }

    private async Task WriteAsync(ChannelReader<JournalEvent> waiting, JournalSegments segments)
    {
        while (await waiting.WaitToReadAsync())
        {
            while (waiting.TryRead(out var next)) segments.Write(next);
            // Once per burst: whoever reads the file sees whole bursts, and nothing waits in a buffer when the process is idle.
            segments.Flush();
            await Task.Delay(PauseBetweenBursts, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool Matches(JournalEvent one, JournalQuery query)
        => (query.RequestId is null || one.RequestId == query.RequestId)
            && (query.InvocationId is null || one.InvocationId == query.InvocationId)
            && (query.SessionId is null || one.SessionId == query.SessionId)
            && (query.FunctionName is null || one.FunctionName == query.FunctionName);

    private void Remember(JournalEvent told)
    {
        // After a drop on disk the numbers read back have a hole: the tail then starts behind it.
        kept = told.Sequence == sequence + 1 ? Math.Min(kept + 1, tail.Length) : 1;
        sequence = told.Sequence;
        tail[sequence % tail.Length] = told;
    }
}
