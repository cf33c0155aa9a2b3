using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using static FcCreds.Tests.Storage.Embedded.TestStore;

namespace FcCreds.Tests.Storage.Embedded;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TestStore test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LastModified_is_read_from_the_wire_clock()
    {
        await using var store = await test.OpenAsync();
        test.Wire.Advance(TimeSpan.FromDays(400) + TimeSpan.FromTicks(12_345));
        var version = await PutAsync(store, "key", Content(1));
        Assert.Equal(test.Wire.GetUtcNow(), version.LastModified, TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, version.LastModified.Ticks % TimeSpan.TicksPerMillisecond);
    }

    [Fact]
    public async Task Change_that_throws_is_undone_and_takes_nobody_with_it()
    {
        await using var store = await test.OpenAsync();
        await using var foreign = new ForeignContent { Digest = new ContentDigest(1, new byte[16], 0) };
        var writes = Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? CommitForeignAsync() : PutAsync(store, $"{i}", Content(10)));
        var results = await Task.WhenAll(writes.Select(async w => await Record.ExceptionAsync(() => w)));

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i % 4 == 0, results[i] is ArgumentException);
            Assert.Equal(i % 4 != 0, await FindAsync(store, $"{i}") is not null);
        }

        async Task CommitForeignAsync() => await store.CommitAsync(
            new CommitRequest { Name = new ObjectName(Bucket, "0"), Pieces = [new Piece.Staged(foreign)], Description = new() { ETag = "", ObjectType = "", StorageClass = "" } }, Ct);
    }

    [Fact]
    public async Task Cancelled_request_changes_nothing()
    {
        await using var store = await test.OpenAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.Documents.PutAsync("role/a", "{}"u8.ToArray(), Precondition.Any, cancelled));
        Assert.Null(await store.Documents.FindAsync("role/a", Ct));
    }

    [Fact]
    public async Task Closed_store_refuses_reads_and_writes()
    {
        var store = await test.OpenAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "key", Content(1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FindAsync(store, "key"));
    }

    [Fact]
    public async Task Writes_that_were_queued_when_the_store_closed_are_all_answered()
    {
        var store = await test.OpenAsync();
        var writes = Enumerable.Range(0, 200).Select(i => PutAsync(store, $"{i}", Content(10))).ToArray();
        await store.DisposeAsync();
        var results = await Task.WhenAll(writes.Select(async w => await Record.ExceptionAsync(() => w)));
        Assert.All(results, e => Assert.True(e is null or ObjectDisposedException));

        await using var again = await test.OpenAsync();
        for (var i = 0; i < 200; i++)
            Assert.Equal(results[i] is null, await FindAsync(again, $"{i}") is not null);
    }

    [Fact]
    public async Task Store_that_waits_for_the_disk_keeps_the_same_promises()
    {
        await using var store = await test.OpenAsync(test.Options with { Durability = Durability.Power });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PutAsync(store, $"{i}", Content(i * 3000, i))));
        for (var i = 0; i < 50; i++)
            await AssertWholeAsync(store, (await FindAsync(store, $"{i}"))!);
    }

    public void Dispose() => test.Dispose();

    /// <summary>What another store staged.</summary>
    private sealed class ForeignContent : StagedContent
    {
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
