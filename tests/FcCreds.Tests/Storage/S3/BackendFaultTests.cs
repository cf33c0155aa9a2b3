using FcCreds.Soak.Faults;
using FcCreds.Storage;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

/// <summary>What becomes of requests while the backend is down, slow, busy, full or cut off, and afterwards.</summary>
public sealed class BackendFaultTests : IAsyncLifetime
{
    private static readonly ObjectDescription Description = new() { ETag = "", ObjectType = "Normal", StorageClass = "Standard", ContentType = "text/plain" };

    private TestS3 server = null!;
    private FaultyRelay relay = null!;
    private S3Store store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        relay = new(server.Options.Endpoint);
        store = await S3Store.OpenAsync(server.Options with { Endpoint = relay.Url, PartSize = 5 * 1024 * 1024, AnswerPatience = TimeSpan.FromSeconds(1) }, Ct);
        await store.CreateBucketAsync(new() { Name = "photos", OwnerAccountId = "1234567890123456", CreatedAt = DateTimeOffset.UnixEpoch, Region = "cn-hangzhou", StorageClass = "Standard", DataRedundancyType = "LRS" }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await store.DisposeAsync();
        await relay.DisposeAsync();
        await server.DisposeAsync();
    }

    public static TheoryData<string> Lasting => ["down", "silent", "busy", "full", "forbidden"];

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Lasting_fault_is_told_as_the_stores_and_leaves_nothing_half_done(string kind)
    {
        var before = await PutAsync("kept", [1, 2, 3]);
        var (fault, says) = kind switch
        {
            "down" => ((RelayFault)new RelayFault.Down(), "S3 server"),
            "silent" => (new RelayFault.Silent(), "in time"),
            "busy" => (new RelayFault.Answers(503, "SlowDown"), "answers 503"),
            "full" => (new RelayFault.Answers(507, "XMinioStorageFull"), "is full"),
            _ => (new RelayFault.Answers(403, "InvalidAccessKeyId"), "refuses this server's own key"),
        };
        relay.Spoil(fault);
        foreach (var attempt in new Func<Task>[]
        {
            () => PutAsync("kept", [4]),
            () => PutAsync("new", new byte[3_000_000]),
            () => store.FindAsync(new("photos", "kept"), null, Ct).AsTask(),
            () => store.ListAsync(new() { Bucket = "photos", Limit = 10 }, Ct).AsTask(),
            () => store.DeleteAsync(new() { Name = new("photos", "kept") }, Ct).AsTask(),
            () => store.Documents.PutAsync("settings", new byte[] { 1 }, Precondition.Any, Ct).AsTask(),
        })
        {
            var told = await Assert.ThrowsAsync<StoreUnavailableException>(attempt);
            Assert.Contains(says, told.Message, StringComparison.Ordinal);
        }

        relay.Mend();
        Assert.Equal(before.Revision, (await store.FindAsync(new("photos", "kept"), null, Ct))!.Revision);
        Assert.Equal(["kept"], (await store.ListAsync(new() { Bucket = "photos", Limit = 10 }, Ct)).Objects.Select(listed => listed.Name.Key));
        Assert.Null(await store.Documents.FindAsync("settings", Ct));
    }

    [Fact]
    public async Task Fault_that_passes_is_not_told_at_all()
    {
        foreach (var fault in new RelayFault[] { new RelayFault.Down(), new RelayFault.Answers(503, "SlowDown"), new RelayFault.Answers(500, "InternalError"), new RelayFault.CutAnswer(1), new RelayFault.CutRequest(1) })
        {
            relay.Spoil(fault, times: 1);
            var content = new byte[] { 1, 2, 3 };
            await PutAsync("object", content);
            Assert.Equal(content, await ReadAsync("object"));
        }
    }

    [Fact]
    public async Task Download_goes_on_where_its_connection_broke()
    {
        var content = new byte[7_000_000];
        new Random(7).NextBytes(content);
        var version = await PutAsync("large", content);
        relay.Spoil(new RelayFault.CutAnswer(1_000_000), times: 5);
        Assert.Equal(content, await ReadAsync(version));
    }

    [Fact]
    public async Task Download_whose_connection_does_not_come_back_fails_and_tells_why()
    {
        var version = await PutAsync("large", new byte[7_000_000]);
        await using var reading = await store.OpenReadAsync(version, 0, version.Length, Ct);
        await reading.ReadExactlyAsync(new byte[100_000], Ct);
        relay.Spoil(new RelayFault.Down());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reading.CopyToAsync(Stream.Null, Ct));
    }

    [Fact]
    public async Task Upload_that_is_cut_off_for_good_leaves_neither_object_nor_parts()
    {
        var cut = new CutStream(new MemoryStream(new byte[14_000_000]), 6_000_000, () => relay.Spoil(new RelayFault.CutRequest(100_000)));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.StageAsync(new("photos", "large"), cut, joined: false, Ct));
        relay.Mend();
        Assert.Null(await store.FindAsync(new("photos", "large"), null, Ct));
    }

    [Fact]
    public async Task Upload_survives_a_connection_that_is_cut_once()
    {
        var content = new byte[14_000_000];
        new Random(9).NextBytes(content);
        var cut = new CutStream(new MemoryStream(content), 6_000_000, () => relay.Spoil(new RelayFault.CutRequest(100_000), times: 1));
        await using (var staged = await store.StageAsync(new("photos", "large"), cut, joined: false, Ct))
            await store.CommitAsync(new() { Name = new("photos", "large"), Pieces = [new Piece.Staged(staged)], Description = Description }, Ct);
        Assert.Equal(content, await ReadAsync("large"));
    }

    private async Task<ObjectVersion> PutAsync(string key, byte[] content)
    {
        await using var staged = await store.StageAsync(new("photos", key), new MemoryStream(content), joined: false, Ct);
        return (await store.CommitAsync(new() { Name = new("photos", key), Pieces = [new Piece.Staged(staged)], Description = Description }, Ct)).Version!;
    }

    private async Task<byte[]> ReadAsync(string key) => await ReadAsync((await store.FindAsync(new("photos", key), null, Ct))!);

    private async Task<byte[]> ReadAsync(ObjectVersion version)
    {
        await using var content = await store.OpenReadAsync(version, 0, version.Length, Ct);
        var read = new MemoryStream();
        await content.CopyToAsync(read, Ct);
        return read.ToArray();
    }

    /// <summary>Does something when so many bytes were read.</summary>
    private sealed class CutStream(Stream inner, long at, Action then) : Stream
    {
        private bool done;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (inner.Position >= at && !done)
            {
                done = true;
                then();
            }
            return inner.Read(buffer, offset, Math.Min(count, 64 * 1024));
        }

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
