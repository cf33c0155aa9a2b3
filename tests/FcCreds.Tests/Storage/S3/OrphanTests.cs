using FcCreds.Soak.Faults;
using FcCreds.Storage;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

/// <summary>A server dies in each window of what it does at the backend; another one sweeps, and takes nothing that anybody needs.</summary>
public sealed class OrphanTests : IAsyncLifetime
{
    private static readonly ObjectDescription Description = new() { ETag = "D41D8CD98F00B204E9800998ECF8427E-1", ObjectType = "Appendable", StorageClass = "Standard", Crc64 = 5 };
    private static readonly TimeSpan AnyAge = TimeSpan.Zero;

    private TestS3 server = null!;
    private FaultyRelay relay = null!;
    private S3Store dying = null!;
    private S3Store other = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        relay = new(server.Options.Endpoint);
        dying = await S3Store.OpenAsync(server.Options with { Endpoint = relay.Url, PartSize = 5 * 1024 * 1024, ConnectPatience = TimeSpan.FromSeconds(1) }, Ct);
        other = await S3Store.OpenAsync(server.Options with { PartSize = 5 * 1024 * 1024 }, Ct);
        await other.CreateBucketAsync(new() { Name = "photos", OwnerAccountId = "1234567890123456", CreatedAt = DateTimeOffset.UnixEpoch, Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await other.DisposeAsync();
        await dying.DisposeAsync();
        await relay.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Upload_of_a_dead_server_is_aborted_and_that_of_a_living_one_is_not()
    {
        await using var living = await StageAsync(other, "living", 7_000_000, joined: false);
        await StageAsync(dying, "dead", 7_000_000, joined: false);
        Assert.Equal(2, (await UploadsAsync()).Count);
        Assert.Empty(await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct));

        await DieAsync();
        Assert.Empty(await other.Orphans.SweepAsync(TimeSpan.FromHours(1), alsoRecords: true, Ct));
        var removed = await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct);

        Assert.Equal([new(Orphan.Upload, server.BucketPrefix + "photos", "dead")], removed);
        Assert.Equal(["living"], await UploadsAsync());
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(other, "living", living)).Verdict);
        Assert.Equal(7_000_000, (await other.FindAsync(new("photos", "living"), null, Ct))!.Length);
        await AssertCleanAsync();
    }

    [Fact]
    public async Task Upload_of_another_program_is_none_of_ours()
    {
        await server.Client.InitiateMultipartUploadAsync(server.BucketPrefix + "photos", "theirs", Ct);
        Assert.Empty(await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct));
        Assert.Equal(["theirs"], await UploadsAsync());
    }

    [Fact]
    public async Task Upload_that_could_not_be_aborted_is_aborted_by_the_server_that_began_it()
    {
        var staged = await StageAsync(dying, "object", 7_000_000, joined: false);
        relay.Spoil(new RelayFault.Answers(503, "SlowDown"));
        await staged.DisposeAsync();
        relay.Mend();
        Assert.Single(await UploadsAsync());
        Assert.Equal([Orphan.Upload], (await dying.Orphans.SweepAsync(TimeSpan.FromHours(1), alsoRecords: false, Ct)).Select(orphan => orphan.Kind));
        await AssertCleanAsync();
    }

    [Fact]
    public async Task Stage_of_a_dead_server_is_removed_and_that_of_a_living_one_is_not()
    {
        await using var living = await StageAsync(other, "object", 2_000_000, joined: true);
        await StageAsync(dying, "object", 2_000_000, joined: true);
        Assert.Empty(await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct));
        await DieAsync();
        Assert.Equal([Orphan.Stage], (await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct)).Select(orphan => orphan.Kind));
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(other, "object", living)).Verdict);
    }

    [Fact]
    public async Task Server_that_dies_between_the_facts_and_their_object_leaves_the_object_before_it()
    {
        await PutAsync(other, "object", 2_000_000);
        var staged = await StageAsync(dying, "object", 3_000_000, joined: false);
        // The completion goes out, the answer never comes, and nothing is tidied up.
        relay.SpoilFrom(request => request.StartsWith("POST", StringComparison.Ordinal), new RelayFault.Down());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(dying, "object", staged));
        Assert.Equal(2, (await HiddenAsync("facts/")).Count);
        Assert.Empty(await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct));

        await DieAsync();
        Assert.Equal([Orphan.Upload, Orphan.Record], (await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct)).Select(orphan => orphan.Kind));
        Assert.Equal((2_000_000, "Appendable"), await ShowAsync("object"));
        Assert.Single(await HiddenAsync("facts/"));
        await AssertCleanAsync();
    }

    [Fact]
    public async Task Server_that_dies_between_an_object_and_what_a_listing_needs_leaves_it_whole()
    {
        var staged = await StageAsync(dying, "object", 3_000_000, joined: false);
        relay.SpoilFrom(request => request.StartsWith("HEAD", StringComparison.Ordinal), new RelayFault.Down());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(dying, "object", staged));
        await DieAsync();
        Assert.Empty(await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct));
        Assert.Equal((3_000_000, "Appendable"), await ShowAsync("object"));
        Assert.Single(await HiddenAsync("facts/"));
    }

    [Fact]
    public async Task Records_of_an_object_that_somebody_else_removed_or_replaced_go()
    {
        await PutAsync(other, "removed", 2_000_000);
        await PutAsync(other, "replaced", 2_000_000);
        await PutAsync(other, "kept", 2_000_000);
        await PutAsync(other, "a//b", 100);
        await server.Client.DeleteObjectAsync(server.BucketPrefix + "photos", "removed", Ct);
        await server.Client.PutObjectAsync(new() { BucketName = server.BucketPrefix + "photos", Key = "replaced", ContentBody = "other", UseChunkEncoding = false }, Ct);
        var removed = await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct);
        Assert.Equal(["removed", "replaced"], removed.Select(orphan => orphan.Key).Order());
        Assert.Equal((2_000_000, "Appendable"), await ShowAsync("kept"));
        Assert.Equal((100, "Appendable"), await ShowAsync("a//b"));
    }

    [Fact]
    public async Task Sweeps_beside_writes_at_two_servers_take_nothing_from_them()
    {
        var writers = new[] { dying, other }.SelectMany(store => Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < 6; round++) await PutAsync(store, $"{writer % 2}", 1_100_000 + (100 * round));
        }))).ToList();
        var all = Task.WhenAll(writers);
        while (!all.IsCompleted)
        {
            var removed = await other.Orphans.SweepAsync(AnyAge, alsoRecords: true, Ct);
            Assert.DoesNotContain(removed, orphan => orphan.Kind is Orphan.Upload or Orphan.Stage);
        }
        await all;
        foreach (var key in new[] { "0", "1" }) Assert.Equal("Appendable", (await ShowAsync(key)).Type);
        await AssertCleanAsync();
    }

    /// <summary>As if the process were killed and its sign of life had become old.</summary>
    private async Task DieAsync()
    {
        relay.Spoil(new RelayFault.Down());
        foreach (var sign in await HiddenAsync("owners/"))
        {
            if (sign == "owners/" + dying.Orphans.OwnerId) await server.Client.DeleteObjectAsync(Hidden, sign, Ct);
        }
    }

    private string Hidden => server.BucketPrefix + "fccreds-internal";

    private async Task<IReadOnlyList<string>> HiddenAsync(string prefix)
        => ((await server.Client.ListObjectsV2Async(new() { BucketName = Hidden, Prefix = prefix }, Ct)).S3Objects ?? []).ConvertAll(listed => listed.Key);

    private async Task<IReadOnlyList<string>> UploadsAsync()
        => [.. ((await server.Client.ListMultipartUploadsAsync(server.BucketPrefix + "photos", Ct)).MultipartUploads ?? []).Select(upload => upload.Key)];

    private async Task AssertCleanAsync()
    {
        Assert.Empty(await UploadsAsync());
        Assert.Empty(await HiddenAsync("uploads/"));
        Assert.Empty(await HiddenAsync("staged/"));
        Assert.Empty(await HiddenAsync("trial/"));
    }

    private async Task<(long Length, string Type)> ShowAsync(string key)
    {
        var found = (await other.FindAsync(new("photos", key), null, Ct))!;
        return (found.Length, found.Description.ObjectType);
    }

    private static async Task PutAsync(S3Store store, string key, int length)
    {
        await using var staged = await StageAsync(store, key, length, joined: false);
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(store, key, staged)).Verdict);
    }

    private static async Task<StagedContent> StageAsync(S3Store store, string key, int length, bool joined)
        => await store.StageAsync(new("photos", key), new MemoryStream(new byte[length]), joined, Ct);

    private static async Task<CommitOutcome> CommitAsync(S3Store store, string key, StagedContent staged)
        => await store.CommitAsync(new() { Name = new("photos", key), Pieces = [new Piece.Staged(staged)], Description = Description }, Ct);
}
