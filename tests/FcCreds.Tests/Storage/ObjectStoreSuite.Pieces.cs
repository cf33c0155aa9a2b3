using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Object_is_made_of_staged_content_and_slices_in_their_order()
    {
        var small = await PutAsync("small", RandomBytes(1000, 1));
        var large = await PutAsync("large", RandomBytes(200_000, 2));
        await using var head = await StageAsync(Name("joined"), RandomBytes(50, 3));
        await using var tail = await StageAsync(Name("joined"), RandomBytes(100_000, 4));
        var outcome = await CommitAsync(
            Name("joined"),
            [new Piece.Staged(head), new Piece.Slice(small, 10, 500), new Piece.Slice(large, 70_000, 100_001), new Piece.Slice(small, 0, 0), new Piece.Staged(tail), new Piece.Slice(large, 0, 1)]);
        Assert.Equal(CommitVerdict.Committed, outcome.Verdict);

        byte[] expected = [.. RandomBytes(50, 3), .. RandomBytes(1000, 1)[10..510], .. RandomBytes(200_000, 2)[70_000..170_001], .. RandomBytes(100_000, 4), RandomBytes(200_000, 2)[0]];
        var joined = (await FindAsync("joined"))!;
        Assert.Equal(expected.Length, joined.Length);
        Assert.Equal(expected, await ReadAsync(joined));
        Assert.Equal(expected[540..90_000], await ReadAsync(joined, 540, 90_000 - 540));
    }

    [Fact]
    public async Task Large_content_that_is_staged_as_joined_follows_and_precedes_other_pieces()
    {
        var source = await PutAsync("source", RandomBytes(6_000_000, 1));
        await using var large = await StageAsync(Name("joined"), RandomBytes(9_000_000, 2), joined: true);
        await using var small = await StageAsync(Name("joined"), RandomBytes(10, 3), joined: true);
        await using var other = await StageAsync(Name("joined"), RandomBytes(2_000_000, 4), joined: true);
        await CommitAsync(Name("joined"), [new Piece.Slice(source, 5, 5_999_000), new Piece.Staged(large), new Piece.Staged(small), new Piece.Staged(other)]);
        byte[] expected = [.. RandomBytes(6_000_000, 1)[5..5_999_005], .. RandomBytes(9_000_000, 2), .. RandomBytes(10, 3), .. RandomBytes(2_000_000, 4)];
        Assert.Equal(expected, await ReadAsync((await FindAsync("joined"))!));
    }

    [Fact]
    public async Task Content_staged_as_joined_may_be_an_object_alone()
    {
        await using (var staged = await StageAsync(Name("key"), RandomBytes(2_000_000), joined: true))
            await CommitAsync(Name("key"), [new Piece.Staged(staged)]);
        Assert.Equal(RandomBytes(2_000_000), await ReadAsync((await FindAsync("key"))!));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Copy_outlives_its_source_and_the_source_its_copy(int length)
    {
        var source = await PutAsync("source", RandomBytes(length));
        foreach (var key in new[] { "copy-1", "copy-2" })
            await CommitAsync(Name(key), [new Piece.Slice(source, 0, length)]);
        await DeleteAsync("copy-1");
        Assert.Equal(RandomBytes(length), await ReadAsync((await FindAsync("source"))!));
        await DeleteAsync("source");
        Assert.Equal(RandomBytes(length), await ReadAsync((await FindAsync("copy-2"))!));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Object_can_be_replaced_by_a_copy_of_itself(int length)
    {
        var version = await PutAsync("key", RandomBytes(length));
        for (var i = 0; i < 3; i++)
            version = (await CommitAsync(Name("key"), [new Piece.Slice(version, 0, length)])).Version!;
        Assert.Equal(RandomBytes(length), await ReadAsync((await FindAsync("key"))!));
    }

    [Fact]
    public async Task Slice_of_a_version_that_was_replaced_is_not_found()
    {
        var source = await PutAsync("source", "one");
        await PutAsync("source", "two");
        Assert.Equal(CommitVerdict.PieceNotFound, (await CommitAsync(Name("copy"), [new Piece.Slice(source, 0, 3)])).Verdict);
        await DeleteAsync("source");
        Assert.Equal(CommitVerdict.PieceNotFound, (await CommitAsync(Name("copy"), [new Piece.Slice(source, 0, 3)])).Verdict);
        Assert.Null(await FindAsync("copy"));
    }

    [Fact]
    public async Task Refused_commit_leaves_its_sources_alone()
    {
        var source = await PutAsync("source", RandomBytes(300_000));
        var gone = await PutAsync("gone", "x");
        await DeleteAsync("gone");
        Assert.Equal(
            CommitVerdict.PieceNotFound, (await CommitAsync(Name("copy"), [new Piece.Slice(source, 0, 10), new Piece.Slice(gone, 0, 1)])).Verdict);
        Assert.Equal(RandomBytes(300_000), await ReadAsync((await FindAsync("source"))!));
    }

    [Fact]
    public async Task Object_grows_by_appends_that_race()
    {
        await PutAsync("log", []);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => AppendAsync((byte)(writer + 1)))));
        var content = await ReadAsync((await FindAsync("log"))!);
        Assert.Equal(4 * 40 * 100, content.Length);
        Assert.All(content.Chunk(100), line => Assert.Single(line.Distinct()));
        Assert.All(content.Chunk(100).CountBy(line => line[0]), count => Assert.Equal(40, count.Value));

        async Task AppendAsync(byte writer)
        {
            for (var appended = 0; appended < 40;)
            {
                var current = (await FindAsync("log"))!;
                await using var staged = await StageAsync(Name("log"), [.. Enumerable.Repeat(writer, 100)]);
                var outcome = await CommitAsync(
                    Name("log"), [new Piece.Slice(current, 0, current.Length), new Piece.Staged(staged)], Precondition.AtRevision(current.Revision));
                if (outcome.Verdict == CommitVerdict.Committed)
                    appended++;
            }
        }
    }

    [Fact]
    public async Task Object_of_very_many_pieces_reads_as_one()
    {
        var expected = new List<byte>();
        var version = await PutAsync("log", []);
        for (var i = 0; i < 300; i++)
        {
            var line = RandomBytes(i % 7 == 0 ? 70_000 : 3000, i);
            await using var staged = await StageAsync(Name("log"), line);
            version = (await CommitAsync(Name("log"), [new Piece.Slice(version, 0, version.Length), new Piece.Staged(staged)])).Version!;
            expected.AddRange(line);
        }

        Assert.Equal(expected.ToArray(), await ReadAsync(version));
        Assert.Equal(expected.ToArray(), await ReadAsync((await FindAsync("log"))!));
    }

    [Fact]
    public async Task Staged_content_becomes_part_of_one_object_only()
    {
        await using var staged = await StageAsync(Name("one"), RandomBytes(100_000));
        await CommitAsync(Name("one"), [new Piece.Staged(staged)]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Name("two"), [new Piece.Staged(staged)]));
        Assert.Equal(RandomBytes(100_000), await ReadAsync((await FindAsync("one"))!));
    }
}
