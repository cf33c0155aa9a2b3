using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Journal;

public sealed class JournalTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-journal-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JournalOptions OnDisk => new() { Folder = Path.Combine(folder.FullName, "journal") };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Events_get_their_number_and_time_and_are_read_back_in_order()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock);
        journal.Append(Happened.Note("one"));
        clock.Advance(TimeSpan.FromSeconds(1));
        journal.Append(Happened.Note("two"));

        var read = journal.Read(new());

        Assert.Equal([1, 2], read.Select(e => e.Sequence));
        Assert.Equal(TimeSpan.FromSeconds(1), read[1].Time - read[0].Time);
        Assert.Equal(["two"], journal.Read(new() { AfterSequence = 1 }).Cast<JournalNote>().Select(n => n.Message));
        Assert.Empty(journal.Read(new() { AfterSequence = 2 }));
        Assert.Single(journal.Read(new() { Limit = 1 }));
    }

    [Fact]
    public async Task A_query_narrows_by_each_link()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock);
        journal.Append(Happened.Issued("s", "invocation", invocation: "1-a", instance: "c-a"));
        journal.Append(Happened.Called("s", "r1"));
        journal.Append(Happened.Called("other", "r2"));

        Assert.Equal([2], Numbers(journal.Read(new() { RequestId = "r1" })));
        Assert.Equal([1, 2], Numbers(journal.Read(new() { InvocationId = "1-a" })));
        Assert.Equal([1, 2], Numbers(journal.Read(new() { FunctionName = "f" })));
        Assert.Equal([3], Numbers(journal.Read(new() { SessionId = "other" })));
        Assert.Empty(journal.Read(new() { RequestId = "r1", SessionId = "other" }));
    }

    [Fact]
    public async Task The_tail_keeps_the_last_events_only()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock, new() { Tail = 4 });
        for (var n = 1; n <= 10; n++) journal.Append(Happened.Note($"{n}"));

        Assert.Equal([7, 8, 9, 10], Numbers(journal.Read(new())));
        Assert.Equal([9, 10], Numbers(journal.Read(new() { AfterSequence = 8 })));
    }

    [Fact]
    public async Task A_follower_sees_what_comes_until_it_leaves_or_the_journal_ends()
    {
        var journal = new FcCreds.Core.Journal.Journal(clock);
        journal.Append(Happened.Note("before"));
        await using var follower = journal.FollowAsync(Ct).GetAsyncEnumerator(Ct);
        var next = follower.MoveNextAsync().AsTask();
        journal.Append(Happened.Note("after"));

        Assert.True(await next);
        Assert.Equal(2, follower.Current.Sequence);
        next = follower.MoveNextAsync().AsTask();
        await journal.DisposeAsync();
        Assert.False(await next);
    }

    [Fact]
    public async Task A_follower_that_does_not_read_loses_the_oldest_events_and_is_told_how_many()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock, new() { Tail = 100 });
        journal.Append(Happened.Note("first"));
        await using var follower = journal.FollowAsync(new JournalQuery(), Ct).GetAsyncEnumerator(Ct);
        Assert.True(await follower.MoveNextAsync());
        for (var n = 0; n < 110; n++) journal.Append(Happened.Note("x"));

        Assert.True(await follower.MoveNextAsync());

        Assert.Equal(10, follower.Current.Lost);
        Assert.Equal(10, journal.Dropped);
        Assert.Equal(Enumerable.Range(12, 100).Select(n => (long)n), Numbers(follower.Current.Events));
        Assert.Equal(111, follower.Current.Position);
    }

    [Fact]
    public async Task A_follower_that_comes_back_goes_on_where_it_was()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock);
        for (var n = 1; n <= 5; n++) journal.Append(Happened.Note($"{n}"));

        var first = await NextAsync(journal, new() { Limit = 2 });
        var second = await NextAsync(journal, new() { AfterSequence = first.Position });

        Assert.Equal([1, 2], Numbers(first.Events));
        Assert.Equal([3, 4, 5], Numbers(second.Events));
        Assert.Equal((0, 0), (first.Lost, second.Lost));
    }

    [Fact]
    public async Task What_does_not_match_moves_the_position_and_nothing_else()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock);
        journal.Append(Happened.Note("note"));
        journal.Append(Happened.Ended("1-a", "c-a"));

        var page = await NextAsync(journal, new() { Kinds = [JournalKind.Mistake] });

        Assert.Empty(page.Events);
        Assert.Equal(2, page.Position);
        Assert.Equal([2], Numbers(journal.Read(new() { Kinds = [JournalKind.InvocationEnded] })));
        Assert.Equal([2], Numbers(journal.Read(new() { EitherId = "1-a" })));
        Assert.Empty(journal.Read(new() { Since = clock.GetUtcNow().AddSeconds(1) }));
    }

    [Fact]
    public async Task The_tail_is_bounded_by_weight_as_well()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock, new() { TailBytes = 100_000 });
        for (var n = 0; n < 100; n++) journal.Append(Happened.Note(new string('x', 10_000)));

        var page = journal.ReadPage(new());

        Assert.Equal([97, 98, 99, 100], Numbers(page.Events));
        Assert.Equal(96, page.Lost);
    }

    [Fact]
    public async Task What_a_handler_printed_is_not_on_disk()
    {
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk))
        {
            journal.Append(new HandlerPrinted { Lines = [new(clock.GetUtcNow(), "hello")], Omitted = 2, InvocationId = "1-a" });
            Assert.Equal("hello", Assert.IsType<HandlerPrinted>(Assert.Single(journal.Read(new()))).Lines[0].Text);
        }

        await using var again = new FcCreds.Core.Journal.Journal(clock, OnDisk);

        var printed = Assert.IsType<HandlerPrinted>(Assert.Single(again.Read(new())));
        Assert.Empty(printed.Lines);
        Assert.Equal(3, printed.Omitted);
        Assert.Equal(1, again.Origin);
    }

    [Fact]
    public async Task Within_the_cap_many_writers_and_followers_lose_and_double_nothing()
    {
        const int writers = 8, each = 1000, total = writers * each;
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk))
        {
            var following = Enumerable.Range(0, 4).Select(_ => Task.Run(() => CollectAsync(journal, total), Ct)).ToList();
            await WriteAsync(journal, writers, each);
            foreach (var (sequences, lost) in await Task.WhenAll(following))
            {
                Assert.Equal(Enumerable.Range(1, total).Select(n => (long)n), sequences);
                Assert.Equal(0, lost);
            }
            Assert.Equal(0, journal.Dropped);
        }

        await using var again = new FcCreds.Core.Journal.Journal(clock, OnDisk);
        Assert.Equal(total, again.Read(new() { Limit = int.MaxValue }).Cast<JournalNote>().Select(note => note.Message).Distinct().Count());
    }

    [Fact]
    public async Task Beyond_the_cap_every_event_is_told_once_or_counted_as_lost()
    {
        const int writers = 8, each = 5000, total = writers * each;
        await using var journal = new FcCreds.Core.Journal.Journal(clock, new() { Tail = 1000, TailBytes = 200_000 });
        var following = Enumerable.Range(0, 4).Select(_ => Task.Run(() => CollectAsync(journal, total), Ct)).ToList();
        await WriteAsync(journal, writers, each);
        foreach (var (sequences, lost) in await Task.WhenAll(following))
        {
            Assert.Equal(total, sequences.Count + lost);
            Assert.Equal(sequences.Count, sequences.Distinct().Count());
            Assert.Equal(sequences.Order(), sequences);
        }
        Assert.InRange(journal.Read(new() { Limit = int.MaxValue }).Sum(JournalWeight.Of), 1, 200_000);
    }

    [Fact]
    public async Task Every_kind_of_event_survives_a_restart()
    {
        JournalEvent[] events =
        [
            Happened.Issued("s", "invocation", invocation: "1-a", instance: "c-a"), Happened.Started("1-a", "c-a"), Happened.Called("s"),
            Happened.Printed("1-a", "c-a"), Happened.Ended("1-a", "c-a") with { FunctionError = "UnhandledInvocationError", Reason = "boom" }, Happened.Note("note"),
        ];
        IReadOnlyList<JournalEvent> before;
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk))
        {
            foreach (var one in events) journal.Append(one);
            before = journal.Read(new());
        }

        await using var again = new FcCreds.Core.Journal.Journal(clock, OnDisk);
        var after = again.Read(new());

        Assert.Equal(before.Select(one => Json(one.ForDisk())), after.Select(Json));
        Assert.Equal("1-a", after[2].InvocationId);
        again.Append(Happened.Note("next"));
        Assert.Equal(7, again.Read(new())[^1].Sequence);
        Assert.Equal(0, again.Dropped);
    }

    [Fact]
    public async Task Segments_are_lines_of_json_told_apart_by_kind()
    {
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk))
        {
            journal.Append(Happened.Called("s"));
            journal.Append(Happened.Note("hello"));
        }

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(OnDisk.Folder!)), Ct);

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"kind":"service-called",""", lines[0], StringComparison.Ordinal);
        Assert.Contains("\u00fc \\\"quoted\\\".txt", lines[0], StringComparison.Ordinal);
        Assert.Contains("""{"kind":"note","note":"ignored-query","message":"hello",""", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torn_line_is_passed_over()
    {
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk))
        {
            journal.Append(Happened.Note("whole"));
        }
        await File.AppendAllTextAsync(Assert.Single(Directory.GetFiles(OnDisk.Folder!)), """{"kind":"note","mess""", Ct);

        await using var again = new FcCreds.Core.Journal.Journal(clock, OnDisk);
        again.Append(Happened.Note("next"));

        Assert.Equal(["whole", "next"], again.Read(new()).Cast<JournalNote>().Select(n => n.Message));
    }

    [Fact]
    public async Task Segments_rotate_and_the_oldest_go()
    {
        var small = OnDisk with { SegmentBytes = 2000, TotalBytes = 6000 };
        await using (var journal = new FcCreds.Core.Journal.Journal(clock, small))
        {
            for (var n = 0; n < 100; n++) journal.Append(Happened.Note($"{n}"));
        }

        var files = new DirectoryInfo(small.Folder!).GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).ToList();

        Assert.InRange(files.Count, 2, 4);
        Assert.NotEqual("journal-000001.jsonl", files[0].Name);
        Assert.InRange(files.Sum(f => f.Length), 2000, 6500);
        await using var again = new FcCreds.Core.Journal.Journal(clock, small with { Tail = 10 });
        Assert.Equal(Enumerable.Range(91, 10).Select(n => (long)n), Numbers(again.Read(new())));
    }

    [Fact]
    public async Task What_the_disk_refuses_is_counted_and_nobody_is_stopped()
    {
        await File.WriteAllTextAsync(OnDisk.Folder!, "a file where the folder should be", Ct);
        var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk);
        journal.Append(Happened.Note("one"));
        journal.Append(Happened.Note("two"));
        Assert.Equal(2, journal.Read(new()).Count);

        await journal.DisposeAsync();

        Assert.Equal(2, journal.Dropped);
        journal.Append(Happened.Note("too late for the disk"));
        Assert.Equal(3, journal.Dropped);
    }

    [Fact]
    public async Task Many_writers_leave_no_gap()
    {
        await using var journal = new FcCreds.Core.Journal.Journal(clock, OnDisk with { Backlog = 100_000 });
        await Parallel.ForAsync(0, 2000, Ct, (n, _) =>
        {
            journal.Append(Happened.Note($"{n}"));
            return ValueTask.CompletedTask;
        });

        var read = journal.Read(new() { Limit = int.MaxValue });

        Assert.Equal(Enumerable.Range(1, 2000).Select(n => (long)n), Numbers(read));
        Assert.Equal(2000, read.Cast<JournalNote>().Select(n => n.Message).Distinct().Count());
    }

    private static Task WriteAsync(FcCreds.Core.Journal.Journal journal, int writers, int each) => Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
        () =>
        {
            for (var n = 0; n < each; n++) journal.Append(Happened.Note($"{writer}:{n}"));
        },
        Ct)));

    private static async Task<(List<long> Sequences, long Lost)> CollectAsync(FcCreds.Core.Journal.Journal journal, long until)
    {
        var (sequences, lost) = (new List<long>(), 0L);
        await foreach (var page in journal.FollowAsync(new JournalQuery { Limit = 100 }, Ct))
        {
            sequences.AddRange(Numbers(page.Events));
            lost += page.Lost;
            if (page.Position >= until) break;
        }
        return (sequences, lost);
    }

    private static async Task<JournalPage> NextAsync(FcCreds.Core.Journal.Journal journal, JournalQuery query)
    {
        await foreach (var page in journal.FollowAsync(query, Ct)) return page;
        throw new InvalidOperationException("The journal ended.");
    }

    private static string Json(JournalEvent one) => JsonSerializer.Serialize(one, JournalJson.Readable.JournalEvent);

    private static IEnumerable<long> Numbers(IEnumerable<JournalEvent> events) => events.Select(e => e.Sequence);
}
