using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using static FcCreds.Tests.Storage.Embedded.TestStore;

namespace FcCreds.Tests.Storage.Embedded;

public sealed class ContentLifeTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(31);

    private readonly TestStore test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Small_content_makes_no_file_and_large_content_one()
    {
        await using var store = await test.OpenAsync();
        await PutAsync(store, "small", Content(64 * 1024));
        Assert.Equal(0, test.CountFiles());
        await PutAsync(store, "large", Content((64 * 1024) + 1));
        Assert.Equal(1, test.CountFiles());
    }

    [Fact]
    public async Task File_outlives_its_object_by_the_grace_period()
    {
        await using var store = await test.OpenAsync();
        var version = await PutAsync(store, "key", Content(100_000));
        await DeleteAsync(store, "key");
        Assert.Equal(1, test.CountFiles());
        await AssertWholeAsync(store, version);

        test.Monotonic.Advance(Grace);
        Assert.Equal(0, test.CountFiles());
        await Assert.ThrowsAsync<ContentGoneException>(() => ReadAsync(store, version));
    }

    [Fact]
    public async Task File_stays_for_as_long_as_it_is_read()
    {
        await using var store = await test.OpenAsync();
        var version = await AppendAsync(store, await PutAsync(store, "key", Content(100_000, 1)), Content(100_000, 2));
        await using (var stream = await store.OpenReadAsync(version, 0, version.Length, Ct))
        {
            await DeleteAsync(store, "key");
            test.Monotonic.Advance(Grace);
            var content = new MemoryStream();
            await stream.CopyToAsync(content, Ct);
            Assert.Equal(Content(100_000, 1).Concat(Content(100_000, 2)), content.ToArray());
        }

        Assert.Equal(0, test.CountFiles());
    }

    [Fact]
    public async Task Shared_file_stays_until_its_last_object_is_gone()
    {
        await using var store = await test.OpenAsync();
        var source = await PutAsync(store, "key", Content(100_000));
        var longer = await AppendAsync(store, source, Content(10));
        test.Monotonic.Advance(Grace);
        Assert.Equal(1, test.CountFiles());
        Assert.Equal(Content(100_000).Concat(Content(10)), await ReadAsync(store, longer));
        await DeleteAsync(store, "key");
        test.Monotonic.Advance(Grace);
        Assert.Equal(0, test.CountFiles());
    }

    [Fact]
    public async Task Discarded_and_broken_uploads_leave_no_file()
    {
        await using var store = await test.OpenAsync();
        var name = new ObjectName(Bucket, "key");
        await using (await store.StageAsync(name, new MemoryStream(Content(100_000)), joined: false, Ct))
            Assert.Equal(1, test.CountFiles());
        Assert.Equal(0, test.CountFiles());

        await Assert.ThrowsAsync<IOException>(async () => await store.StageAsync(name, new BreakingStream(200_000), joined: false, Ct));
        Assert.Equal(0, test.CountFiles());
    }

    [Fact]
    public async Task Closing_takes_away_what_was_waiting_for_its_end()
    {
        await using (var store = await test.OpenAsync())
        {
            await PutAsync(store, "key", Content(100_000));
            await DeleteAsync(store, "key");
        }

        Assert.Equal(0, test.CountFiles());
    }

    [Fact]
    public async Task Object_of_too_many_pieces_is_compacted_and_stays_readable_for_those_who_found_it_before()
    {
        await using var store = await test.OpenAsync(test.Options with { PieceLimit = 8 });
        var version = await PutAsync(store, "log", []);
        var expected = new List<byte>();
        for (var i = 0; i < 9; i++)
        {
            version = await AppendAsync(store, version, Content(70_000, i));
            expected.AddRange(Content(70_000, i));
        }

        while (Pieces((await FindAsync(store, "log"))!) > 8)
            await Task.Yield();
        var found = (await FindAsync(store, "log"))!;
        Assert.Equal((1, version.Revision, version.LastModified), (Pieces(found), found.Revision, found.LastModified));
        Assert.Equal(expected, await ReadAsync(store, found));

        test.Monotonic.Advance(Grace);
        Assert.Equal(1, test.CountFiles());
        Assert.Equal(9, Pieces(version));
        Assert.Equal(expected, await ReadAsync(store, version));
    }

    [Fact]
    public async Task Small_appends_share_bodies()
    {
        await using var store = await test.OpenAsync();
        var version = await PutAsync(store, "log", Content(1000, 0));
        for (var i = 1; i < 100; i++)
            version = await AppendAsync(store, version, Content(1000, i));
        Assert.Equal(2, Pieces(version));
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => Content(1000, i)), await ReadAsync(store, version));
    }

    public void Dispose() => test.Dispose();

    private static int Pieces(ObjectVersion version) => ((StoredContent)version.Content!).Extents.Length;

    /// <summary>A client that goes away in the middle.</summary>
    private sealed class BreakingStream(int length) : MemoryStream(new byte[length])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The client went away.");
    }
}
