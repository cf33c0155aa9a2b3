using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FcCreds.Core.Journal;

/// <summary>
/// Keeps a tail in memory, wakes followers, and hands events to <see cref="JournalSegments"/> through a bounded channel: appending
/// is a short critical section that never waits for a disk or a slow reader. Followers read the tail, each from its own position, so they
/// cost no memory. What nobody can take is counted, not waited for.
/// </summary>
internal sealed class Journal : IJournal, IAsyncDisposable
{
    /// <summary>The writer then sleeps for a moment: a busy server would otherwise wake it, and write to the disk, for each request.</summary>
    private static readonly TimeSpan PauseBetweenBursts = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly JournalTail tail;
    private readonly Attribution attribution = new();
    private readonly MistakeSpotter mistakes = new();
    private readonly Channel<JournalEvent>? toDisk;
    private readonly Task writing = Task.CompletedTask;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource ended = new();
    private readonly JournalSegments? segments;
    private Channel<bool>[] followers = [];
    private long sequence;
    private long dropped;

    public Journal(TimeProvider wireClock, JournalOptions? options = null)
    {
        options ??= new();
        clock = wireClock;
        tail = new(options.Tail, options.TailBytes);
        if (options.Folder is null) return;
        segments = new(options.Folder, options.SegmentBytes, options.TotalBytes);
        foreach (var earlier in segments.ReadTail(options.Tail)) Remember(earlier);
        Origin = sequence;
        toDisk = Channel.CreateBounded<JournalEvent>(new BoundedChannelOptions(options.Backlog) { SingleReader = true });
        writing = Task.Run(() => WriteAsync(toDisk.Reader, segments));
    }

    public long Dropped => Interlocked.Read(ref dropped) + (segments?.Lost ?? 0);

    public CancellationToken Ended => ended.Token;

    public string Run { get; } = Guid.NewGuid().ToString("N");

    public long Origin { get; }

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

    public IReadOnlyList<JournalEvent> Read(JournalQuery query) => ReadPage(query).Events;

    public JournalPage ReadPage(JournalQuery query)
    {
        lock (gate) return tail.Read(query);
    }

    public async IAsyncEnumerable<JournalEvent> FollowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in FollowAsync(new() { AfterSequence = LastSequence }, ct))
        {
            foreach (var told in page.Events) yield return told;
        }
    }

    public async IAsyncEnumerable<JournalPage> FollowAsync(JournalQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
        // For what is there already.
        news.Writer.TryWrite(true);
        lock (gate)
        {
            followers = [.. followers, news];
            if (ended.IsCancellationRequested) news.Writer.TryComplete();
        }
        var (position, isFirst) = (Math.Min(query.AfterSequence, LastSequence), true);
        try
        {
            while (await news.Reader.WaitToReadAsync(ct))
            {
                // Before the reading: what is appended meanwhile wakes again.
                news.Reader.TryRead(out _);
                while (position != LastSequence)
                {
                    var page = ReadPage(query with { AfterSequence = position });
                    // What was gone before anybody followed is nobody's slowness.
                    if (!isFirst) Interlocked.Add(ref dropped, page.Lost);
                    (position, isFirst) = (page.Position, false);
                    yield return page;
                }
            }
        }
        finally
        {
            lock (gate) followers = Array.FindAll(followers, other => other != news);
        }
    }

    /// <summary>Lets every follower read what there is, and ends it.</summary>
    public void EndFollowers()
    {
        lock (gate)
        {
            ended.Cancel();
            foreach (var follower in followers) follower.Writer.TryComplete();
        }
    }

    /// <summary>Writes what is still waiting and ends all followers.</summary>
    public async ValueTask DisposeAsync()
    {
        EndFollowers();
        lock (gate) toDisk?.Writer.TryComplete();
        await stopping.CancelAsync();
        await writing;
        stopping.Dispose();
        segments?.Dispose();
    }

    private void Tell(JournalEvent told)
    {
        Remember(told);
        if (toDisk?.Writer.TryWrite(told) == false) Interlocked.Increment(ref dropped);
        foreach (var follower in followers) follower.Writer.TryWrite(true);
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

    private void Remember(JournalEvent told)
    {
        Interlocked.Exchange(ref sequence, told.Sequence);
        tail.Add(told);
    }
}
