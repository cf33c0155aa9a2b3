using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Bucket_is_found_as_it_was_created()
    {
        var bucket = NewBucket("2023-03-30");
        Assert.True(await Store.CreateBucketAsync(bucket, Ct));
        var found = (await Store.FindBucketAsync("2023-03-30", Ct))!;
        Assert.Equal(bucket with { Id = found.Id }, found);
        Assert.Equal(found.Id, Assert.Single(await Store.ListBucketsAsync(bucket.OwnerAccountId, Ct), one => one.Name == bucket.Name).Id);
        Assert.Null(await Store.FindBucketAsync("2023-03-31", Ct));
    }

    [Fact]
    public async Task Bucket_name_is_taken_once_whoever_asks()
    {
        Assert.False(await Store.CreateBucketAsync(NewBucket(Bucket, owner: "6543210987654321"), Ct));
        Assert.Equal("1234567890123456", (await Store.FindBucketAsync(Bucket, Ct))!.OwnerAccountId);
    }

    [Fact]
    public async Task Of_many_who_create_a_bucket_at_once_one_succeeds()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Store.CreateBucketAsync(NewBucket("raced", $"{i}"), Ct).AsTask()));
        Assert.Single(created, won => won);
        Assert.Equal($"{Array.IndexOf(created, true)}", (await Store.FindBucketAsync("raced", Ct))!.OwnerAccountId);
    }

    [Fact]
    public async Task Buckets_of_an_account_are_listed_in_name_order()
    {
        foreach (var name in new[] { "zebra", "ant", "mule" })
            await Store.CreateBucketAsync(NewBucket(name, owner: "6543210987654321"), Ct);
        var listed = await Store.ListBucketsAsync("6543210987654321", Ct);
        Assert.Equal(["ant", "mule", "zebra"], listed.Select(b => b.Name));
        Assert.Empty(await Store.ListBucketsAsync("1", Ct));
    }

    [Fact]
    public async Task Empty_bucket_is_removed_with_its_documents_and_no_others()
    {
        await Store.CreateBucketAsync(NewBucket("photos-2"), Ct);
        foreach (var name in new[] { "bucket/photos/cors", "bucket/photos/a/b", "bucket/photos-2/cors", "role/photos" })
            await Store.Documents.PutAsync(name, Encoding.UTF8.GetBytes(name), Precondition.Any, Ct);

        Assert.Equal(BucketRemoval.Removed, await Store.DeleteBucketAsync(Bucket, Ct));
        Assert.Null(await Store.FindBucketAsync(Bucket, Ct));
        Assert.Equal(["bucket/photos-2/cors", "role/photos"], (await Store.Documents.ListAsync("", Ct)).Select(d => d.Name));
        Assert.Equal(BucketRemoval.NotFound, await Store.DeleteBucketAsync(Bucket, Ct));
    }

    [Fact]
    public async Task A_bucket_is_not_taken_for_an_earlier_one_of_its_name()
    {
        var first = (await Store.FindBucketAsync(Bucket, Ct))!;
        await Store.DeleteBucketAsync(Bucket, Ct);
        await Store.CreateBucketAsync(NewBucket(Bucket), Ct);
        var second = (await Store.FindBucketAsync(Bucket, Ct))!;
        Assert.NotEqual("", second.Id);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Bucket_of_parts_is_always_there_and_nobody_s()
    {
        Assert.Null(await Store.FindBucketAsync(HiddenBucket.Parts, Ct));
        Assert.False(await Store.CreateBucketAsync(NewBucket(HiddenBucket.Parts), Ct));
        Assert.Equal(BucketRemoval.NotFound, await Store.DeleteBucketAsync(HiddenBucket.Parts, Ct));
        Assert.Empty(await Store.ListBucketsAsync("", Ct));

        var names = Enumerable.Range(1, 3).Select(number => new ObjectName(HiddenBucket.Parts, $"0A/{number:D5}")).ToList();
        foreach (var name in names) Assert.Equal(CommitVerdict.Committed, (await TryPutAsync(name, RandomBytes(2_000_000, name.Key[^1]))).Verdict);
        var listed = (await Store.ListAsync(new ListQuery { Bucket = HiddenBucket.Parts, Prefix = "0A/", Limit = 10 }, Ct)).Objects;
        Assert.Equal(names, listed.Select(part => part.Name));
        Assert.All(listed, part => Assert.Equal("IA", part.Description.StorageClass));

        var pieces = new List<Piece>();
        foreach (var name in names) pieces.Add(new Piece.Slice((await Store.FindAsync(name, null, Ct))!, 0, 2_000_000));
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(Name("whole"), pieces)).Verdict);
        foreach (var name in names) await Store.DeleteAsync(new RemovalRequest { Name = name }, Ct);
        Assert.Empty((await Store.ListAsync(new ListQuery { Bucket = HiddenBucket.Parts, Limit = 10 }, Ct)).Objects);
        byte[] expected = [.. RandomBytes(2_000_000, '1'), .. RandomBytes(2_000_000, '2'), .. RandomBytes(2_000_000, '3')];
        Assert.Equal(expected, await ReadAsync((await FindAsync("whole"))!));
    }

    [Fact]
    public async Task Bucket_with_an_object_is_not_removed()
    {
        await PutAsync("cat.jpg");
        Assert.Equal(BucketRemoval.NotEmpty, await Store.DeleteBucketAsync(Bucket, Ct));
        await DeleteAsync("cat.jpg");
        Assert.Equal(BucketRemoval.Removed, await Store.DeleteBucketAsync(Bucket, Ct));
    }

    [Fact]
    public async Task Bucket_with_only_old_versions_or_markers_is_not_removed()
    {
        var version = await PutAsync("cat.jpg", mode: VersionMode.On);
        var marker = (await DeleteAsync("cat.jpg", mode: VersionMode.On)).Marker!;
        Assert.Equal(BucketRemoval.NotEmpty, await Store.DeleteBucketAsync(Bucket, Ct));
        await DeleteAsync("cat.jpg", version.VersionId, VersionMode.On);
        Assert.Equal(BucketRemoval.NotEmpty, await Store.DeleteBucketAsync(Bucket, Ct));
        await DeleteAsync("cat.jpg", marker.VersionId, VersionMode.On);
        Assert.Equal(BucketRemoval.Removed, await Store.DeleteBucketAsync(Bucket, Ct));
    }

    [Fact]
    public async Task Bucket_made_again_under_the_same_name_is_empty()
    {
        await PutAsync("cat.jpg");
        await DeleteAsync("cat.jpg");
        await Store.DeleteBucketAsync(Bucket, Ct);
        await Store.CreateBucketAsync(NewBucket(Bucket), Ct);
        Assert.Null(await FindAsync("cat.jpg"));
    }

    [Fact]
    public async Task Nothing_is_committed_deleted_or_found_in_a_bucket_that_is_not_there()
    {
        var name = new ObjectName("nowhere", "cat.jpg");
        Assert.Equal(CommitVerdict.BucketNotFound, (await TryPutAsync(name, [1, 2, 3])).Verdict);
        Assert.Equal(CommitVerdict.BucketNotFound, (await Store.DeleteAsync(new RemovalRequest { Name = name }, Ct)).Verdict);
        Assert.Null(await Store.FindAsync(name, null, Ct));
        Assert.Empty((await Store.ListAsync(new ListQuery { Bucket = "nowhere", Limit = 10 }, Ct)).Objects);
    }
}
