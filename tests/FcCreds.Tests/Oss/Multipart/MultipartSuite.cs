using FcCreds.Core.Checksums;
using FcCreds.Core.Time;
using FcCreds.Oss.Multipart;
using FcCreds.Storage;
using FcCreds.Storage.Embedded;
using FcCreds.Storage.S3;
using FcCreds.Tests.Storage.S3;

namespace FcCreds.Tests.Oss.Multipart;

public sealed class MultipartTests : MultipartSuite
{
    private protected override async ValueTask<IObjectStore> OpenAsync() => await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = Clocks.System() }, Ct);
}

public sealed class MultipartOnS3Tests : MultipartSuite
{
    private TestS3? server;

    private protected override async ValueTask<IObjectStore> OpenAsync()
    {
        TestS3.SkipIfMissing();
        server = new();
        return await S3Store.OpenAsync(server.Options, Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }
}

/// <summary>What of multipart uploads depends on how a store joins, replaces and removes parts.</summary>
public abstract class MultipartSuite : IAsyncLifetime
{
    private protected OssFixture Oss { get; private set; } = null!;

    private protected OssClient Client => Oss.Client;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract ValueTask<IObjectStore> OpenAsync();

    public async ValueTask InitializeAsync() => Oss = await OssFixture.StartAsync(store: await OpenAsync());

    public virtual async ValueTask DisposeAsync()
    {
        if (Oss is not null) await Oss.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_upload_becomes_an_object_with_what_its_initiation_said()
    {
        byte[][] parts = [MultipartClient.Bytes(300_000, 1), MultipartClient.Bytes(1_500_000, 2), MultipartClient.Bytes(10, 3)];
        var id = await Client.InitiateAsync("/photos/a", [("Content-Type", "video/mp4"), ("x-oss-meta-author", "zoë"), ("Cache-Control", "no-cache"), ("x-oss-storage-class", "IA")]);
        // Upwards in number, but sent in any order and with gaps.
        foreach (var (number, content) in new[] { (9, parts[2]), (1, parts[0]), (5, parts[1]) }) (await Client.UploadPartAsync("/photos/a", id, number, content)).IsOk();
        (await Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");

        var done = (await Client.CompleteAsync("/photos/a", id, (1, MultipartClient.Md5(parts[0])), (5, $"\"{MultipartClient.Md5(parts[1])}\""), (9, MultipartClient.Md5(parts[2]).ToLowerInvariant()))).IsOk();
        Assert.Equal(MultipartClient.ETagOf(parts), done["ETag"]);
        Assert.Equal(done["ETag"], done.Xml.Element("ETag")!.Value);

        byte[] whole = [.. parts[0], .. parts[1], .. parts[2]];
        var get = (await Client.GetAsync("/photos/a")).IsOk();
        Assert.Equal(whole, get.Body);
        Assert.Equal((done["ETag"], "Multipart", "video/mp4", "zoë"), (get["ETag"], get["x-oss-object-type"], get["Content-Type"], get["x-oss-meta-author"]));
        Assert.Equal(("no-cache", "IA", null), (get["Cache-Control"], get["x-oss-storage-class"], get["Content-MD5"]));
        Assert.Equal($"{Crc64.Of(whole)}", get["x-oss-hash-crc64ecma"]);
        Assert.Equal(get["x-oss-hash-crc64ecma"], done["x-oss-hash-crc64ecma"]);
        var listed = (await Client.GetAsync("/photos")).Xml.Element("Contents")!;
        Assert.Equal(("Multipart", done["ETag"], "IA"), (listed.Element("Type")!.Value, listed.Element("ETag")!.Value, listed.Element("StorageClass")!.Value));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_part_uploaded_anew_takes_the_place_of_the_first()
    {
        var id = await Client.InitiateAsync("/photos/a");
        await Client.UploadPartAsync("/photos/a", id, 1, MultipartClient.Bytes(2_000_000, 1));
        (await Client.UploadPartAsync("/photos/a", id, 1, MultipartClient.Bytes(1000, 2))).IsOk();
        (await Client.CompleteAsync("/photos/a", id, (1, MultipartClient.Md5(MultipartClient.Bytes(2_000_000, 1))))).IsRefused(400, "InvalidPart");
        (await Client.CompleteAllAsync("/photos/a", id)).IsOk();
        Assert.Equal(MultipartClient.Bytes(1000, 2), (await Client.GetAsync("/photos/a")).Body);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Of_two_completions_at_once_one_comes_through()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var path = $"/photos/{turn}";
            var id = await Client.InitiateAsync(path);
            var (first, second) = (MultipartClient.Bytes(MultipartClient.MinPart, turn), MultipartClient.Bytes(20, turn));
            await Client.UploadPartAsync(path, id, 1, first);
            await Client.UploadPartAsync(path, id, 2, second);
            var answers = await Task.WhenAll(
                Client.CompleteAsync(path, id, (1, MultipartClient.Md5(first)), (2, MultipartClient.Md5(second))),
                Client.CompleteAsync(path, id, (1, MultipartClient.Md5(first))));
            Assert.Equal([200, 404], answers.Select(answer => answer.Status).Order());
            answers.Single(answer => answer.Status == 404).IsRefused(404, "NoSuchUpload");
            Assert.Equal(answers.Single(answer => answer.Status == 200)["ETag"], (await Client.GetAsync(path)).IsOk()["ETag"]);
        }
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Of_a_completion_and_an_abort_at_once_one_comes_through()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            var path = $"/photos/{turn}";
            var id = await Client.InitiateAsync(path);
            await Client.UploadPartAsync(path, id, 1, MultipartClient.Bytes(1000, turn));
            var complete = Client.CompleteAllAsync(path, id);
            var abort = Client.AbortAsync(path, id);
            var completed = (await complete).Status == 200;
            Assert.Equal(completed ? 404 : 204, (await abort).Status);
            Assert.Equal(completed ? 200 : 404, (await Client.HeadAsync(path)).Status);
        }
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Parts_that_race_with_an_abort_leave_nothing()
    {
        for (var turn = 0; turn < 4; turn++)
        {
            var id = await Client.InitiateAsync("/photos/a");
            var uploads = Enumerable.Range(1, 6).Select(number => Client.UploadPartAsync("/photos/a", id, number, MultipartClient.Bytes(1000, number))).ToList();
            (await Client.AbortAsync("/photos/a", id)).IsOk(204);
            Assert.All(await Task.WhenAll(uploads), answer => Assert.True(answer.Status is 200 or 404));
            (await Client.UploadPartAsync("/photos/a", id, 1, [1])).IsRefused(404, "NoSuchUpload");
        }
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_completion_while_a_part_is_replaced_takes_one_of_them_whole()
    {
        var id = await Client.InitiateAsync("/photos/a");
        var (before, after) = (MultipartClient.Bytes(200_000, 1), MultipartClient.Bytes(150_000, 2));
        await Client.UploadPartAsync("/photos/a", id, 1, before);
        var replace = Client.UploadPartAsync("/photos/a", id, 1, after);
        (await Client.CompleteAllAsync("/photos/a", id)).IsOk();
        Assert.True((await replace).Status is 200 or 404);
        Assert.Contains(MultipartClient.Md5((await Client.GetAsync("/photos/a")).IsOk().Body), new[] { MultipartClient.Md5(before), MultipartClient.Md5(after) });
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Parts_of_uploads_that_are_over_are_swept_and_others_stay()
    {
        var alive = await Client.InitiateAsync("/photos/alive");
        var dead = await Client.InitiateAsync("/photos/dead");
        foreach (var number in new[] { 1, 2, 3 })
        {
            await Client.UploadPartAsync("/photos/alive", alive, number, MultipartClient.Bytes(MultipartClient.MinPart, number));
            await Client.UploadPartAsync("/photos/dead", dead, number, MultipartClient.Bytes(MultipartClient.MinPart, number));
        }
        // As if the process had died between the end of the upload and that of its parts.
        var document = (await Uploads.FindAsync(Oss.Store, new("photos", "dead"), dead, Ct))!.Document;
        Assert.True(await Oss.Store.Documents.DeleteAsync(document.Name, Precondition.Any, Ct));

        await OrphanedParts.SweepAsync(Oss.Store, Ct);

        Assert.Empty(await Parts.AllAsync(Oss.Store, dead, Ct));
        Assert.Equal(3, (await Parts.AllAsync(Oss.Store, alive, Ct)).Count);
        (await Client.CompleteAllAsync("/photos/alive", alive)).IsOk();
    }

    [Fact]
    public async Task A_sequential_upload_gets_the_md5_of_its_whole_content()
    {
        var id = await Client.InitiateAsync("/photos/a", null, ("sequential", null));
        var (first, second) = (MultipartClient.Bytes(1_200_000, 1), MultipartClient.Bytes(77, 2));
        (await Client.UploadPartAsync("/photos/a", id, 2, second)).IsRefused(400, "PartNotSequential");
        (await Client.UploadPartAsync("/photos/a", id, 1, first)).IsOk();
        (await Client.UploadPartAsync("/photos/a", id, 1, first)).IsRefused(409, "PartAlreadyExist", "0042-00000108");
        (await Client.UploadPartAsync("/photos/a", id, 2, second)).IsOk();
        (await Client.CompleteAllAsync("/photos/a", id)).IsOk();
        Assert.Equal(
            Convert.ToBase64String(System.Security.Cryptography.MD5.HashData((byte[])[.. first, .. second])),
            (await Client.HeadAsync("/photos/a")).IsOk()["Content-MD5"]);
    }

    [Fact]
    public async Task Parts_are_listed_with_their_digests_a_page_at_a_time()
    {
        var id = await Client.InitiateAsync("/photos/a");
        foreach (var number in new[] { 1, 20, 300, 10_000 }) await Client.UploadPartAsync("/photos/a", id, number, MultipartClient.Bytes(2000 * number / 10, number));
        var page = (await Client.GetAsync("/photos/a", ("uploadId", id), ("max-parts", "3"), ("part-number-marker", "1"))).IsOk().Xml;
        Assert.Equal(["20", "300", "10000"], page.Elements("Part").Select(part => part.Element("PartNumber")!.Value));
        Assert.Equal(("false", "10000", "1"), (page.Element("IsTruncated")!.Value, page.Element("NextPartNumberMarker")!.Value, page.Element("PartNumberMarker")!.Value));
        page = (await Client.GetAsync("/photos/a", ("uploadId", id), ("max-parts", "2"))).IsOk().Xml;
        Assert.Equal(("true", "20"), (page.Element("IsTruncated")!.Value, page.Element("NextPartNumberMarker")!.Value));
        var last = page.Elements("Part").Last();
        Assert.Equal(("4000", $"\"{MultipartClient.Md5(MultipartClient.Bytes(4000, 20))}\""), (last.Element("Size")!.Value, last.Element("ETag")!.Value));
        Assert.Equal($"{Crc64.Of(MultipartClient.Bytes(4000, 20))}", last.Element("HashCrc64ecma")!.Value);
    }

    [Fact]
    public async Task A_read_sees_the_object_before_or_after_a_completion_and_no_mix()
    {
        var (before, after) = (MultipartClient.Bytes(1_500_000, 1), MultipartClient.Bytes(1_400_000, 2));
        for (var turn = 0; turn < 3; turn++)
        {
            (await Client.SendAsync(new("PUT", "/photos/a") { Body = before })).IsOk();
            var id = await Client.InitiateAsync("/photos/a");
            await Client.UploadPartAsync("/photos/a", id, 1, after);
            var reads = Enumerable.Range(0, 4).Select(_ => Client.GetAsync("/photos/a")).ToList();
            (await Client.CompleteAllAsync("/photos/a", id)).IsOk();
            foreach (var read in await Task.WhenAll(reads))
                Assert.Contains(MultipartClient.Md5(read.IsOk().Body), new[] { MultipartClient.Md5(before), MultipartClient.Md5(after) });
            Assert.Equal(after, (await Client.GetAsync("/photos/a")).Body);
        }
    }

    [Fact]
    public async Task Of_appends_at_one_position_one_comes_through()
    {
        var expected = new List<byte>();
        for (byte turn = 0; turn < 4; turn++)
        {
            // Small bodies, and such as the stores keep elsewhere until they are joined.
            var bodies = Enumerable.Range(0, 3).Select(writer => MultipartClient.Bytes(turn % 2 == 0 ? 100 : 1_300_000, (10 * turn) + writer)).ToList();
            var position = expected.Count;
            var answers = await Task.WhenAll(bodies.Select(body => AppendAsync(position, body)));
            var winner = Assert.Single(Enumerable.Range(0, 3), at => answers[at].Status == 200);
            expected.AddRange(bodies[winner]);
            foreach (var loser in answers.Where(answer => answer.Status != 200))
            {
                loser.IsRefused(409, "PositionNotEqualToLength");
                Assert.Equal($"{expected.Count}", loser["x-oss-next-append-position"]);
            }
        }
        var get = (await Client.GetAsync("/photos/log")).IsOk();
        Assert.Equal(expected.ToArray(), get.Body);
        Assert.Equal($"{Crc64.Of(expected.ToArray())}", get["x-oss-hash-crc64ecma"]);
        Assert.Equal("Appendable", (await Client.GetAsync("/photos")).Xml.Element("Contents")!.Element("Type")!.Value);
    }

    [Fact]
    public async Task Of_an_append_and_a_sealing_at_one_position_one_comes_through()
    {
        (await AppendAsync(0, [1, 2, 3])).IsOk();
        var append = AppendAsync(3, [4]);
        var seal = Client.SendAsync(new("POST", "/photos/log") { Query = [("seal", null), ("position", "3")] });
        var grew = (await append).Status == 200;
        Assert.Equal(grew ? 409 : 200, (await seal).Status);
        var head = (await Client.HeadAsync("/photos/log")).IsOk();
        Assert.Equal((grew ? "4" : "3", grew), (head["Content-Length"], head["x-oss-sealed-time"] is null));
    }

    private Task<OssAnswer> AppendAsync(long position, byte[] body)
        => Client.SendAsync(new("POST", "/photos/log") { Query = [("append", null), ("position", $"{position}")], Body = body });

    /// <summary>No upload in progress, no part.</summary>
    private async Task NothingIsLeftAsync()
    {
        Assert.Empty(await Uploads.ListAsync(Oss.Store, "photos", "", Ct));
        Assert.Empty((await Oss.Store.ListAsync(new() { Bucket = HiddenBucket.Parts, Limit = 10 }, Ct)).Objects);
    }
}
