using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Oss.Lifecycle;
using FcCreds.Storage.Embedded;

namespace FcCreds.Tests.Oss.Lifecycle;

public sealed class DailyLifecycleTests : IAsyncLifetime
{
    private readonly ManualTimeProvider time = new();
    private readonly Clocks clocks;
    private readonly Journal journal;
    private EmbeddedStore store = null!;

    public DailyLifecycleTests()
    {
        clocks = new(new(time), new(time), time);
        journal = new(clocks.Wire);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = clocks }, Ct);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await journal.DisposeAsync();
    }

    [Fact]
    public async Task Of_servers_on_one_store_one_runs_a_day()
    {
        var runs = 0;
        DailyLifecycle Server() => new(store, clocks, journal, () =>
        {
            Interlocked.Increment(ref runs);
            return [];
        });
        await using var first = Server();
        await using var second = Server();
        await using var third = Server();
        for (var day = 1; day <= 20; day++)
        {
            var ran = await Task.WhenAll(new[] { first, second, third }.Select(server => Task.Run(() => server.RunIfItIsANewDayAsync(Ct))));
            Assert.Single(ran, isOurs => isOurs);
            Assert.Equal(day, Volatile.Read(ref runs));
            Assert.False(await first.RunIfItIsANewDayAsync(Ct) || await second.RunIfItIsANewDayAsync(Ct));
            clocks.Life.Shift += TimeSpan.FromDays(1);
        }
    }

    [Fact]
    public async Task A_day_that_was_run_is_not_run_again_by_the_next_start()
    {
        await using (var before = new DailyLifecycle(store, clocks, journal, () => []))
            Assert.True(await before.RunIfItIsANewDayAsync(Ct));
        await using var after = new DailyLifecycle(store, clocks, journal, () => []);
        Assert.False(await after.RunIfItIsANewDayAsync(Ct));
        time.Advance(TimeSpan.FromDays(1));
        // The server looks by itself too: whoever is first, the day is run once.
        await after.RunIfItIsANewDayAsync(Ct);
        Assert.False(await after.RunIfItIsANewDayAsync(Ct));
    }

    [Fact]
    public async Task A_server_looks_every_minute_by_itself()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new DailyLifecycle(store, clocks, journal, () =>
        {
            ran.TrySetResult();
            return [];
        });
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(ran.Task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await ran.Task.WaitAsync(Ct);
    }

    [Fact]
    public async Task An_order_is_carried_out_whatever_the_day()
    {
        var runs = 0;
        await using var server = new DailyLifecycle(store, clocks, journal, () =>
        {
            runs++;
            return [];
        });
        Assert.True(await server.RunIfItIsANewDayAsync(Ct));
        await server.RunNowAsync(Ct);
        await server.RunNowAsync(Ct);
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_in_the_journal_and_does_not_end_the_looking()
    {
        await using var server = new DailyLifecycle(store, clocks, journal, () => throw new IOException("The store is away."));
        Assert.False(await server.RunIfItIsANewDayAsync(Ct));
        var note = Assert.Single(journal.Read(new()).OfType<JournalNote>());
        Assert.Equal(("lifecycle", "The lifecycle run failed: The store is away."), (note.Kind, note.Message));
    }
}
