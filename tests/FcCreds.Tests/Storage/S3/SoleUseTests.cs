using FcCreds.Storage.S3.Alone;

namespace FcCreds.Tests.Storage.S3;

public sealed class SoleUseTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly SoleUse alone;
    private readonly KnownReads known;
    private int asked;

    public SoleUseTests()
    {
        alone = new(clock);
        known = new(alone, clock);
    }

    [Fact]
    public void Who_has_not_looked_lately_is_not_alone()
    {
        Assert.Null(alone.Term);
        Look(others: false);
        Assert.NotNull(alone.Term);
        clock.Advance(SoleUse.Trust);
        Assert.Null(alone.Term);
    }

    [Fact]
    public void A_look_counts_from_its_begin_and_an_interruption_begins_another_term()
    {
        Look(others: false);
        var term = alone.Term;
        clock.Advance(SoleUse.Trust / 2);
        Look(others: false);
        Assert.Equal(term, alone.Term);

        var began = alone.Begin();
        clock.Advance(SoleUse.Trust);
        alone.Found(began, others: false);
        Assert.Null(alone.Term);
        Look(others: false);
        Assert.NotNull(alone.Term);
        Assert.NotEqual(term, alone.Term);
        Look(others: true);
        Assert.Null(alone.Term);
    }

    [Fact]
    public void Who_joins_waits_longer_than_a_look_is_trusted() => Assert.True(SoleUse.Notice > SoleUse.Trust);

    [Fact]
    public async Task What_was_read_is_asked_for_once_in_a_term()
    {
        Assert.Equal((1, 2), (await ReadAsync("facts/b/k/"), await ReadAsync("facts/b/k/")));
        Look(others: false);
        Assert.Equal((3, 3), (await ReadAsync("facts/b/k/"), await ReadAsync("facts/b/k/")));
        Look(others: true);
        Assert.Equal(4, await ReadAsync("facts/b/k/"));
        Look(others: false);
        Assert.Equal((5, 5), (await ReadAsync("facts/b/k/"), await ReadAsync("facts/b/k/")));
    }

    [Fact]
    public async Task A_change_is_seen_by_reads_of_the_key_and_of_its_folder()
    {
        Look(others: false);
        Assert.Equal((1, 2), (await ReadAsync("facts/b/k/"), await ReadAsync("facts/b/k/record")));
        await known.ChangeAsync("facts/b/k/record", () => Task.FromResult(true));
        Assert.Equal((3, 4), (await ReadAsync("facts/b/k/"), await ReadAsync("facts/b/k/record")));
    }

    [Fact]
    public async Task What_is_read_while_a_change_goes_on_is_not_known_after_it()
    {
        Look(others: false);
        await known.ChangeAsync("buckets/b", () => ReadAsync("buckets/b"));
        Assert.Equal(2, await ReadAsync("buckets/b"));
    }

    [Fact]
    public async Task After_a_change_with_an_unknown_end_nothing_is_known_for_a_while()
    {
        Look(others: false);
        await Assert.ThrowsAsync<IOException>(() => known.ChangeAsync<bool>("buckets/other", () => throw new IOException("The connection broke.")));
        Assert.Equal((1, 2), (await ReadAsync("buckets/b"), await ReadAsync("buckets/b")));
        clock.Advance(TimeSpan.FromMinutes(1));
        Look(others: false);
        Assert.Equal((3, 3), (await ReadAsync("buckets/b"), await ReadAsync("buckets/b")));
    }

    private void Look(bool others) => alone.Found(alone.Begin(), others);

    private async Task<int> ReadAsync(string name) => await known.ReadAsync(name, () => Task.FromResult(++asked), _ => true);
}
