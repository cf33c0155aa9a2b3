using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Theory]
    [InlineData(10)]
    [InlineData(400_000)]
    public async Task Any_slice_of_a_version_can_be_read(int length)
    {
        var content = RandomBytes(length);
        var version = await PutAsync("key", content);
        foreach (var (from, count) in new[] { (0, length), (0, 1), (length - 1, 1), (length / 3, length / 2), (length, 0), (0, 0) })
            Assert.Equal(content.AsSpan(from, count).ToArray(), await ReadAsync(version, from, count));
    }

    [Fact]
    public async Task Slice_outside_the_version_is_refused()
    {
        var version = await PutAsync("key", RandomBytes(10));
        foreach (var (from, count) in new[] { (0L, 11L), (11L, 0L), (-1L, 2L), (5L, -1L), (1L, long.MaxValue) })
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.OpenReadAsync(version, from, count, Ct));
    }

    [Fact]
    public async Task Stream_gives_its_content_in_pieces_of_any_size()
    {
        var content = RandomBytes(200_000);
        var version = await PutAsync("key", content);
        await using var stream = await Store.OpenReadAsync(version, 0, version.Length, Ct);
        var read = new MemoryStream();
        var buffer = new byte[777];
        for (int count; (count = await stream.ReadAsync(buffer, Ct)) > 0;)
            await read.WriteAsync(buffer.AsMemory(0, count), Ct);
        Assert.Equal(content, read.ToArray());
        Assert.Equal(0, await stream.ReadAsync(buffer, Ct));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_000_000)]
    public async Task Reader_sees_its_version_through_overwrite_and_delete(int length)
    {
        var content = RandomBytes(length);
        var version = await PutAsync("key", content);
        await using var before = await Store.OpenReadAsync((await FindAsync("key"))!, 0, length, Ct);
        var start = new byte[50];
        await before.ReadExactlyAsync(start, Ct);

        await PutAsync("key", RandomBytes(length, seed: 2));
        await DeleteAsync("key");
        Assert.Null(await FindAsync("key"));

        var rest = new MemoryStream();
        await before.CopyToAsync(rest, Ct);
        Assert.Equal(content, start.Concat(rest.ToArray()));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Version_that_was_found_can_be_opened_shortly_after_it_was_overwritten(int length)
    {
        Assert.SkipUnless(KeepsReplacedContent, "this store keeps no content that was replaced; whoever reads finds the object anew");
        await PutAsync("key", RandomBytes(length));
        var found = (await FindAsync("key"))!;
        await PutAsync("key", RandomBytes(length, seed: 2));
        Assert.Equal(RandomBytes(length), await ReadAsync(found));
    }

    [Fact]
    public async Task Readers_never_see_half_of_two_writes()
    {
        // Each content consists of one byte value, and its length tells which.
        byte[] Content(int i) => [.. Enumerable.Repeat((byte)i, 1000 + (i * 40_000))];
        await PutAsync("key", Content(0));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < 60; i++)
                await PutAsync("key", Content(i % 4));
        });
        while (!writing.IsCompleted)
        {
            try
            {
                var content = await ReadAsync((await FindAsync("key"))!);
                Assert.Equal(Content(content[0]), content);
            }
            catch (ContentGoneException) when (!KeepsReplacedContent)
            {
                // Not half of it: nothing. The next turn finds the object anew.
            }
        }

        await writing;
    }

    /// <summary>A store may remember what it found.</summary>
    [Fact]
    public async Task Object_that_was_found_is_found_as_it_is_after_each_change()
    {
        await PutAsync("key", "one");
        Assert.Equal("one", await TextAsync("key"));
        await PutAsync("key", "two");
        Assert.Equal("two", await TextAsync("key"));

        Assert.True(await Store.ReplaceFactsAsync((await FindAsync("key"))!, "acl=public-read"u8.ToArray(), Ct));
        Assert.Equal("acl=public-read"u8.ToArray(), (await FindAsync("key"))!.Description.Facts.ToArray());

        await using (var more = await StageAsync(Name("key"), " three"u8.ToArray(), joined: true))
        {
            var before = (await FindAsync("key"))!;
            await CommitAsync(Name("key"), [new Piece.Slice(before, 0, before.Length), new Piece.Staged(more)]);
        }
        Assert.Equal("two three", await TextAsync("key"));

        await DeleteAsync("key");
        Assert.Null(await FindAsync("key"));
        await PutAsync("key", "four");
        Assert.Equal("four", await TextAsync("key"));
    }

    [Fact]
    public async Task Facts_are_replaced_without_touching_the_version()
    {
        var version = await PutAsync("key");
        Assert.True(await Store.ReplaceFactsAsync(version, Encoding.UTF8.GetBytes("acl=public-read"), Ct));
        var found = (await FindAsync("key"))!;
        Assert.Equal("acl=public-read"u8.ToArray(), found.Description.Facts.ToArray());
        Assert.Equal((version.LastModified, version.Revision, version.Length), (found.LastModified, found.Revision, found.Length));
        Assert.NotEqual(version.FactsRevision, found.FactsRevision);
        Assert.Equal("hello", await TextAsync("key"));
    }

    [Fact]
    public async Task Facts_are_replaced_only_where_they_were_read()
    {
        var version = await PutAsync("key");
        var races = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Store.ReplaceFactsAsync(version, Encoding.UTF8.GetBytes($"{i}"), Ct).AsTask()));
        Assert.Single(races, won => won);
        Assert.Equal($"{Array.IndexOf(races, true)}", Encoding.UTF8.GetString((await FindAsync("key"))!.Description.Facts.Span));

        var found = (await FindAsync("key"))!;
        await PutAsync("key", "new");
        Assert.False(await Store.ReplaceFactsAsync(found, Encoding.UTF8.GetBytes("late"), Ct));
        await DeleteAsync("key");
        Assert.False(await Store.ReplaceFactsAsync(found, Encoding.UTF8.GetBytes("later"), Ct));
    }
}
