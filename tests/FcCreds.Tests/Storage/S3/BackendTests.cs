using System.Text;
using Amazon.S3.Model;
using FcCreds.Core.Callers;
using FcCreds.Storage;
using FcCreds.Storage.S3;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Tests.Storage.S3;

/// <summary>What FcCreds and other clients of the same S3 server see of each other, and what a start against a wrong server says.</summary>
public sealed class BackendTests : IAsyncLifetime
{
    private static readonly ObjectDescription Description = new() { ETag = "", ObjectType = "Normal", StorageClass = "Standard", Crc64 = 7, ContentType = "text/plain", Facts = "acl"u8.ToArray() };

    private TestS3 server = null!;
    private S3Store store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Backend => server.BucketPrefix + "photos";

    public async ValueTask InitializeAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        store = await S3Store.OpenAsync(server.Options, Ct);
        await store.CreateBucketAsync(new() { Name = "photos", OwnerAccountId = "1234567890123456", CreatedAt = DateTimeOffset.UnixEpoch, Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await store.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(9_000_000)]
    public async Task Plain_client_sees_an_object_under_its_own_key_with_its_own_bytes(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        await PutAsync("2026/cat é.jpg", content);
        Assert.Equal(["2026/cat é.jpg"], (await server.Client.ListObjectsV2Async(new() { BucketName = Backend }, Ct)).S3Objects.Select(o => o.Key));
        using var got = await server.Client.GetObjectAsync(Backend, "2026/cat é.jpg", Ct);
        var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read, Ct);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Large_object_has_its_whole_description_and_lists_with_its_own_ETag()
    {
        var version = await PutAsync("large", new byte[3_000_000], "ABCDEF");
        var found = (await store.FindAsync(new("photos", "large"), null, Ct))!;
        Assert.Equal(("ABCDEF", 7UL, "acl", 3_000_000L), (found.Description.ETag, found.Description.Crc64!.Value, Encoding.UTF8.GetString(found.Description.Facts.Span), found.Length));
        Assert.Equal(("ABCDEF", version.Revision), Listed(Assert.Single((await store.ListAsync(new() { Bucket = "photos", Limit = 5 }, Ct)).Objects)));

        static (string, long) Listed(ObjectVersion listed) => (listed.Description.ETag, listed.Revision);
    }

    [Fact]
    public async Task Object_of_somebody_else_is_adopted_without_a_checksum()
    {
        await server.Client.PutObjectAsync(new PutObjectRequest { BucketName = Backend, Key = "seeded.txt", ContentBody = "hello", ContentType = "text/plain" }, Ct);
        var found = (await store.FindAsync(new("photos", "seeded.txt"), null, Ct))!;
        Assert.Equal(("5D41402ABC4B2A76B9719D911017C592", "Normal", "Standard", null, "text/plain"), (found.Description.ETag, found.Description.ObjectType, found.Description.StorageClass, found.Description.Crc64, found.Description.ContentType));
        Assert.True(await store.ReplaceFactsAsync(found, "acl=private"u8.ToArray(), Ct));
        Assert.Equal("acl=private", Encoding.UTF8.GetString((await store.FindAsync(new("photos", "seeded.txt"), null, Ct))!.Description.Facts.Span));
    }

    [Fact]
    public async Task Facts_of_an_object_that_somebody_else_overwrote_are_not_told_of_the_new_one()
    {
        await PutAsync("shared", new byte[3_000_000], "ABCDEF");
        await server.Client.PutObjectAsync(new PutObjectRequest { BucketName = Backend, Key = "shared", ContentBody = "hello" }, Ct);
        var found = (await store.FindAsync(new("photos", "shared"), null, Ct))!;
        Assert.Equal(("5D41402ABC4B2A76B9719D911017C592", null, 0), (found.Description.ETag, found.Description.Crc64, found.Description.Facts.Length));
        Assert.Equal("5D41402ABC4B2A76B9719D911017C592", Assert.Single((await store.ListAsync(new() { Bucket = "photos", Limit = 5 }, Ct)).Objects).Description.ETag);
    }

    [Fact]
    public async Task Large_object_whose_writer_died_before_its_last_step_is_described_all_the_same()
    {
        var name = new ObjectName("photos", "large");
        await PutAsync("large", new byte[3_000_000], "ABCDEF");
        // Back to the moment after the object became visible: only the record that was written ahead is there.
        var hidden = server.BucketPrefix + S3Names.HiddenBucketName;
        var folder = S3Names.Facts(name);
        var last = Assert.Single((await server.Client.ListObjectsV2Async(new() { BucketName = hidden, Prefix = folder }, Ct)).S3Objects).Key;
        var ahead = FactsRecord.Ahead(FactsRecord.Read(last[folder.Length..])!.WriteId, Description with { ETag = "ABCDEF" });
        await server.Client.CopyObjectAsync(hidden, last, hidden, folder + ahead.Write(), Ct);
        await server.Client.DeleteObjectAsync(hidden, last, Ct);

        Assert.Equal("ABCDEF", (await store.FindAsync(name, null, Ct))!.Description.ETag);
    }

    [Fact]
    public async Task Large_object_is_never_found_without_its_facts_while_it_is_overwritten()
    {
        await PutAsync("large", new byte[1_200_000], "ABCDEF");
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++) await PutAsync("large", new byte[1_200_000 + i], "ABCDEF");
        }, Ct);
        while (!writing.IsCompleted)
        {
            var found = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => store.FindAsync(new("photos", "large"), null, Ct).AsTask()));
            Assert.All(found, version => Assert.Equal(("ABCDEF", "acl"), (version!.Description.ETag, Encoding.UTF8.GetString(version.Description.Facts.Span))));
        }
        await writing;
    }

    [Fact]
    public async Task Object_that_was_copied_with_its_metadata_alone_is_adopted()
    {
        await PutAsync("large", new byte[3_000_000], "ABCDEF");
        await server.Client.CopyObjectAsync(Backend, "large", Backend, "copy", Ct);
        var found = (await store.FindAsync(new("photos", "copy"), null, Ct))!;
        Assert.Equal((3_000_000L, null, 0), (found.Length, found.Description.Crc64, found.Description.Facts.Length));
    }

    [Fact]
    public async Task Key_or_bucket_name_that_the_backend_cannot_hold_is_refused_by_name()
    {
        var key = string.Concat(Enumerable.Repeat("//", 500));
        Assert.Contains("1024 bytes", (await Assert.ThrowsAsync<NameNotStorableException>(() => PutAsync(key, [1]))).Message, StringComparison.Ordinal);
        var bucket = new BucketRecord { Name = new string('b', 63), OwnerAccountId = "1", CreatedAt = DateTimeOffset.UnixEpoch, Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" };
        Assert.Contains("63 characters", (await Assert.ThrowsAsync<NameNotStorableException>(() => store.CreateBucketAsync(bucket, Ct).AsTask())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_object_and_bucket_leave_nothing_behind()
    {
        await PutAsync("a//b", [1]);
        await PutAsync("large", new byte[3_000_000], "ABCDEF");
        Assert.Equal(BucketRemoval.NotEmpty, await store.DeleteBucketAsync("photos", Ct));
        foreach (var key in new[] { "a//b", "large" }) await store.DeleteAsync(new() { Name = new("photos", key) }, Ct);
        Assert.Equal(BucketRemoval.Removed, await store.DeleteBucketAsync("photos", Ct));
        Assert.Equal([S3Names.Owners + store.Orphans.OwnerId], await HiddenKeysAsync(""));
    }

    [Fact]
    public async Task Discarded_content_leaves_no_upload_behind()
    {
        await using (await store.StageAsync(new("photos", "large"), new MemoryStream(new byte[9_000_000]), joined: false, Ct))
            Assert.Single((await server.Client.ListMultipartUploadsAsync(Backend, Ct)).MultipartUploads);
        Assert.Empty((await server.Client.ListMultipartUploadsAsync(Backend, Ct)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task Content_staged_as_joined_leaves_nothing_behind()
    {
        await using (await store.StageAsync(new("photos", "large"), new MemoryStream(new byte[2_000_000]), joined: true, Ct))
            Assert.Single(await HiddenKeysAsync(S3Names.Stages));
        Assert.Empty(await HiddenKeysAsync(S3Names.Stages));
    }

    [Fact]
    public async Task Bucket_that_is_there_already_is_taken_over_with_its_objects()
    {
        await server.Client.PutBucketAsync(server.BucketPrefix + "older", Ct);
        await server.Client.PutObjectAsync(new PutObjectRequest { BucketName = server.BucketPrefix + "older", Key = "a", ContentBody = "hello" }, Ct);
        Assert.True(await store.CreateBucketAsync(new() { Name = "older", OwnerAccountId = "1", CreatedAt = DateTimeOffset.UnixEpoch, Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" }, Ct));
        Assert.NotNull(await store.FindAsync(new("older", "a"), null, Ct));
    }

    [Fact]
    public async Task Wrong_key_secret_or_address_is_said_in_one_sentence_without_the_secret()
    {
        foreach (var (options, said) in new[]
        {
            (server.Options with { AccessKeyId = "NOBODY" }, "does not know the access key id NOBODY"),
            (server.Options with { SecretAccessKey = new Secret("wrong-secret") }, "but not with this secret"),
            (server.Options with { Endpoint = new("http://127.0.0.1:9") }, "No S3 server answers at http://127.0.0.1:9/"),
        })
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => S3Store.OpenAsync(options, Ct));
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(options.SecretAccessKey.Value, refused.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<IEnumerable<string>> HiddenKeysAsync(string prefix)
        => ((await server.Client.ListObjectsV2Async(new() { BucketName = server.BucketPrefix + S3Names.HiddenBucketName, Prefix = prefix }, Ct)).S3Objects ?? []).Select(listed => listed.Key);

    private async Task<ObjectVersion> PutAsync(string key, byte[] content, string eTag = "")
    {
        await using var staged = await store.StageAsync(new("photos", key), new MemoryStream(content), joined: false, Ct);
        return (await store.CommitAsync(new() { Name = new("photos", key), Pieces = [new Piece.Staged(staged)], Description = Description with { ETag = eTag } }, Ct)).Version!;
    }
}
