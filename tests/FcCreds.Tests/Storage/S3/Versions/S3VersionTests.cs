using System.Text;
using Amazon.S3.Model;
using FcCreds.Storage;
using FcCreds.Storage.S3;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Tests.Storage.S3.Versions;

/// <summary>Versions on a real S3 server: what is large, what changes its class, and what a process that died has left.</summary>
public sealed class S3VersionTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private static readonly ObjectName Name = new("photos", "a");

    private TestS3 server = null!;
    private S3Store store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        // The least that S3 takes for a part, so that what takes a terabyte elsewhere happens here.
        store = await S3Store.OpenAsync(server.Options with { CopyLimit = 5 * MiB, PartSize = 5 * MiB }, Ct);
        await store.CreateBucketAsync(new() { Name = Name.Bucket, OwnerAccountId = "1234567890123456", CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await store.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_version_too_large_for_one_copy_is_kept_and_put_back_part_by_part()
    {
        var large = new byte[(12 * MiB) + 1];
        new Random(1).NextBytes(large);
        var first = await PutAsync(large);
        var second = await PutAsync("small"u8.ToArray());
        Assert.Equal(large, await ReadAsync(first.VersionId));

        Assert.Equal(CommitVerdict.Committed, (await store.DeleteAsync(new() { Name = Name, VersionId = second.VersionId, VersionMode = VersionMode.On }, Ct)).Verdict);
        var current = (await store.FindAsync(Name, null, Ct))!;
        Assert.Equal((first.VersionId, first.LastModified, first.Description.ETag, true), (current.VersionId, current.LastModified, current.Description.ETag, current.IsLatest));
        Assert.Equal(large, await ReadAsync(null));
        Assert.Equal([first.VersionId], await ListedAsync());
        // Another client sees the very object, joined of three parts.
        Assert.EndsWith("-3\"", (await server.Client.GetObjectMetadataAsync(server.BucketPrefix + Name.Bucket, Name.Key, Ct)).ETag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_class_stays_with_its_version_whether_current_or_not()
    {
        var first = await PutAsync("one"u8.ToArray());
        var colder = await ReclassAsync(first, "IA");
        await PutAsync("two"u8.ToArray());
        var second = (await store.FindAsync(Name, null, Ct))!;

        foreach (var storageClass in new[] { "Archive", "ColdArchive", "IA" }) colder = await ReclassAsync((await store.FindAsync(Name, first.VersionId, Ct))!, storageClass);
        Assert.False(await store.ReplaceFactsAsync(first, "stale"u8.ToArray(), Ct));
        Assert.Equal((first.VersionId, first.LastModified, "IA"), (colder.VersionId, colder.LastModified, colder.Description.StorageClass));
        Assert.Equal("one"u8.ToArray(), await ReadAsync(first.VersionId));
        Assert.Equal("Standard", (await store.FindAsync(Name, second.VersionId, Ct))!.Description.StorageClass);
        var page = await store.ListAsync(new() { Bucket = Name.Bucket, AllVersions = true, Limit = 10 }, Ct);
        Assert.Equal([(second.VersionId, "Standard"), (first.VersionId, "IA")], page.Objects.Select(one => (one.VersionId, one.Description.StorageClass)));

        await store.DeleteAsync(new() { Name = Name, VersionId = second.VersionId, VersionMode = VersionMode.On }, Ct);
        var back = (await store.FindAsync(Name, null, Ct))!;
        Assert.Equal((first.VersionId, "IA", "facts of IA"), (back.VersionId, back.Description.StorageClass, Encoding.UTF8.GetString(back.Description.Facts.Span)));
    }

    [Fact]
    public async Task An_entry_that_was_written_ahead_is_listed_by_nobody_and_swept_by_the_next_write()
    {
        var first = await PutAsync("one"u8.ToArray());
        var second = await PutAsync("two"u8.ToArray());
        // A write that died when it had kept the current version.
        await LeaveEntryAsync(VersionIds.Revision(second.VersionId)!.Value, isMarker: false);
        // A delete that died when it had written its marker.
        await LeaveEntryAsync(VersionIds.Revision(second.VersionId)!.Value + 1, isMarker: true);

        Assert.Equal([second.VersionId, first.VersionId], await ListedAsync());
        Assert.Equal("two"u8.ToArray(), await ReadAsync(null));
        Assert.Equal("two"u8.ToArray(), await ReadAsync(second.VersionId));

        var third = await PutAsync("three"u8.ToArray());
        Assert.Equal([third.VersionId, second.VersionId, first.VersionId], await ListedAsync());
        foreach (var (versionId, text) in new[] { (third.VersionId, "three"), (second.VersionId, "two"), (first.VersionId, "one") })
            Assert.Equal(text, Encoding.UTF8.GetString(await ReadAsync(versionId)));
    }

    [Fact]
    public async Task An_entry_that_is_left_of_a_version_put_back_is_listed_once()
    {
        var first = await PutAsync("one"u8.ToArray());
        var second = await PutAsync("two"u8.ToArray());
        await store.DeleteAsync(new() { Name = Name, VersionId = second.VersionId, VersionMode = VersionMode.On }, Ct);
        await LeaveEntryAsync(VersionIds.Revision(first.VersionId)!.Value, isMarker: false);

        Assert.Equal([first.VersionId], await ListedAsync());
        Assert.Equal("one"u8.ToArray(), await ReadAsync(first.VersionId));
        await store.DeleteAsync(new() { Name = Name, VersionMode = VersionMode.On }, Ct);
        var listed = await ListedAsync();
        Assert.Equal((2, first.VersionId), (listed.Count, listed[1]));
        Assert.Equal("one"u8.ToArray(), await ReadAsync(first.VersionId));
    }

    private async Task<ObjectVersion> PutAsync(byte[] content)
    {
        await using var staged = await store.StageAsync(Name, new MemoryStream(content), joined: false, Ct);
        var outcome = await store.CommitAsync(new() { Name = Name, Pieces = [new Piece.Staged(staged)], VersionMode = VersionMode.On, Description = new() { ETag = $"E{content.Length}", ObjectType = "Normal", StorageClass = "Standard" } }, Ct);
        Assert.Equal(CommitVerdict.Committed, outcome.Verdict);
        return outcome.Version!;
    }

    private async Task<ObjectVersion> ReclassAsync(ObjectVersion version, string storageClass)
    {
        Assert.True(await store.ReplaceFactsAsync(version with { Description = version.Description with { StorageClass = storageClass } }, Encoding.UTF8.GetBytes($"facts of {storageClass}"), Ct));
        return (await store.FindAsync(Name, version.VersionId, Ct))!;
    }

    private async Task<byte[]> ReadAsync(string? versionId)
    {
        var version = (await store.FindAsync(Name, versionId, Ct))!;
        await using var stream = await store.OpenReadAsync(version, 0, version.Length, Ct);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    private async Task<List<string>> ListedAsync() => [.. (await store.ListAsync(new() { Bucket = Name.Bucket, AllVersions = true, Limit = 10 }, Ct)).Objects.Select(one => one.VersionId)];

    private async Task LeaveEntryAsync(long order, bool isMarker)
    {
        var entry = new PastVersion { Order = order, IsNull = false, IsDeleteMarker = isMarker, LastModified = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), Length = isMarker ? 0 : 3, ETag = isMarker ? "" : "E3" };
        await server.Client.PutObjectAsync(new PutObjectRequest { BucketName = server.BucketPrefix + S3Names.HiddenBucketName, Key = S3Names.Versions(Name) + entry.Write(), ContentBody = "{}" }, Ct);
    }
}
