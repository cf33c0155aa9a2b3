using System.Security.Cryptography;
using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task Content_of_any_size_comes_back_with_its_digest(int length)
    {
        var content = RandomBytes(length);
        await using var staged = await StageAsync(Name("key"), content);
        Assert.Equal(length, staged.Digest.Length);
        Assert.Equal(MD5.HashData(content), staged.Digest.Md5.ToArray());

        var outcome = await CommitAsync(Name("key"), [new Piece.Staged(staged)]);
        Assert.Equal((CommitVerdict.Committed, (long)length), (outcome.Verdict, outcome.Version!.Length));
        Assert.Equal(content, await ReadAsync((await FindAsync("key"))!));
    }

    [Fact]
    public async Task Digest_has_the_checksum_the_cloud_computes()
    {
        // The check value of CRC-64/XZ.
        await using var staged = await StageAsync(Name("key"), "123456789"u8.ToArray());
        Assert.Equal(0x995DC9BBDF1939FAUL, staged.Digest.Crc64);
    }

    [Fact]
    public async Task Version_is_found_as_it_was_described()
    {
        var description = Describe("ABC", facts: "acl=private");
        var request = new CommitRequest { Name = Name("key"), Pieces = [], Description = description };
        var committed = (await Store.CommitAsync(request, Ct)).Version!;

        foreach (var version in new[] { committed, (await FindAsync("key"))! })
        {
            Assert.Equal((Name("key"), "null", true, false, 0L), (version.Name, version.VersionId, version.IsLatest, version.IsDeleteMarker, version.Length));
            Assert.Equal((committed.Revision, committed.FactsRevision, committed.LastModified), (version.Revision, version.FactsRevision, version.LastModified));
            Assert.Equal(("ABC", "Normal", "IA", description.Crc64), (version.Description.ETag, version.Description.ObjectType, version.Description.StorageClass, version.Description.Crc64));
            Assert.Equal(description.Headers.ToArray(), version.Description.Headers.ToArray());
            Assert.Equal(description.Facts.ToArray(), version.Description.Facts.ToArray());
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_200_000)]
    public async Task Metadata_may_have_8_KB_and_facts_beside_it(int length)
    {
        // More than the 2 KB that S3 allows.
        var description = Describe("ABC", facts: new string('f', 3000)) with { Headers = RandomBytes(8192) };
        await using var staged = await StageAsync(Name("key"), RandomBytes(length));
        await Store.CommitAsync(new CommitRequest { Name = Name("key"), Pieces = [new Piece.Staged(staged)], Description = description }, Ct);

        var version = (await FindAsync("key"))!;
        Assert.Equal(description.Headers.ToArray(), version.Description.Headers.ToArray());
        Assert.Equal(description.Facts.ToArray(), version.Description.Facts.ToArray());
        Assert.Equal("ABC", Assert.Single((await Store.ListAsync(new ListQuery { Bucket = Name("key").Bucket, Limit = 10 }, Ct)).Objects).Description.ETag);
    }

    [Fact]
    public async Task Checksum_may_be_unknown()
    {
        await Store.CommitAsync(new CommitRequest { Name = Name("key"), Pieces = [], Description = Describe() with { Crc64 = null } }, Ct);
        Assert.Null((await FindAsync("key"))!.Description.Crc64);
    }

    [Fact]
    public async Task Staged_content_is_no_object_until_it_is_committed()
    {
        await using (await StageAsync(Name("small"), RandomBytes(10)))
        await using (await StageAsync(Name("large"), RandomBytes(300_000)))
        {
            Assert.Null(await FindAsync("small"));
            Assert.Null(await FindAsync("large"));
        }

        Assert.Equal(BucketRemoval.Removed, await Store.DeleteBucketAsync(Bucket, Ct));
    }

    [Fact]
    public async Task Staged_content_survives_a_refused_commit()
    {
        await PutAsync("key", "old");
        await using var staged = await StageAsync(Name("key"), RandomBytes(300_000));
        Assert.Equal(CommitVerdict.PreconditionFailed, (await CommitAsync(Name("key"), [new Piece.Staged(staged)], Precondition.Absent)).Verdict);
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(Name("key"), [new Piece.Staged(staged)])).Verdict);
        Assert.Equal(RandomBytes(300_000), await ReadAsync((await FindAsync("key"))!));
    }

    [Fact]
    public async Task Of_many_who_commit_where_nothing_may_be_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            TryPutAsync(Name("raced"), Encoding.UTF8.GetBytes($"writer {i}"), Precondition.Absent)));
        var winner = Assert.Single(outcomes, o => o.Verdict == CommitVerdict.Committed);
        Assert.All(outcomes.Where(o => o != winner), o => Assert.Equal(CommitVerdict.PreconditionFailed, o.Verdict));
        Assert.Equal($"writer {Array.IndexOf(outcomes, winner)}", await TextAsync("raced"));
    }

    [Fact]
    public async Task Commit_at_a_revision_fails_when_the_object_changed_and_says_what_is_there()
    {
        var first = await PutAsync("key", "one");
        var second = (await TryPutAsync(Name("key"), "two"u8.ToArray(), Precondition.AtRevision(first.Revision))).Version!;
        var refused = await TryPutAsync(Name("key"), "three"u8.ToArray(), Precondition.AtRevision(first.Revision));
        Assert.Equal((CommitVerdict.PreconditionFailed, second.Revision), (refused.Verdict, refused.Version!.Revision));
        Assert.Equal("two", await TextAsync("key"));

        await DeleteAsync("key");
        refused = await TryPutAsync(Name("key"), "four"u8.ToArray(), Precondition.AtRevision(second.Revision));
        Assert.Equal((CommitVerdict.PreconditionFailed, null), (refused.Verdict, refused.Version));
    }

    [Fact]
    public async Task Delete_marker_counts_as_absent()
    {
        await PutAsync("key", mode: VersionMode.On);
        await DeleteAsync("key", mode: VersionMode.On);
        Assert.Equal(CommitVerdict.Committed, (await TryPutAsync(Name("key"), [1], Precondition.Absent, VersionMode.On)).Verdict);
        Assert.Equal(CommitVerdict.PreconditionFailed, (await TryPutAsync(Name("key"), [1], Precondition.Absent, VersionMode.On)).Verdict);
    }

    [Fact]
    public async Task Failing_commit_in_a_group_takes_nobody_with_it()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            TryPutAsync(i % 3 == 0 ? new ObjectName("nowhere", "key") : Name($"key-{i}"), RandomBytes(100, i), i % 3 == 1 ? Precondition.AtRevision(1) : default)));
        for (var i = 0; i < 60; i++)
        {
            var expected = (i % 3) switch { 0 => CommitVerdict.BucketNotFound, 1 => CommitVerdict.PreconditionFailed, _ => CommitVerdict.Committed };
            Assert.Equal(expected, outcomes[i].Verdict);
            Assert.Equal(i % 3 == 2, await FindAsync($"key-{i}") is not null);
        }
    }
}
