using System.IO.Compression;
using FcCreds.Oss;

namespace FcCreds.Tests.Oss.Object;

public sealed class GetObjectTests
{
    [Theory]
    [InlineData("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=0-1,4-5", 206, "01", "bytes 0-1/10")]
    [InlineData("bytes=0-99", 200, "0123456789", null)]
    [InlineData("bytes=20-30", 200, "0123456789", null)]
    [InlineData("bytes=5-2", 200, "0123456789", null)]
    [InlineData("bytes=-2000", 200, "0123456789", null)]
    [InlineData("byte=0-1", 200, "0123456789", null)]
    public async Task A_range_that_does_not_fit_is_ignored(string range, int status, string text, string? contentRange)
    {
        await using var oss = await StartAsync();
        var answer = (await GetAsync(oss, ("Range", range))).IsOk(status);
        Assert.Equal((text, contentRange), (answer.Text, answer["Content-Range"]));
    }

    [Theory]
    [InlineData("bytes=0-99", 206, "bytes 0-9/10")]
    [InlineData("bytes=-2000", 206, "bytes 0-9/10")]
    [InlineData("bytes=20-30", 416, null)]
    public async Task The_standard_mode_clips_or_refuses(string range, int status, string? contentRange)
    {
        await using var oss = await StartAsync();
        var answer = await GetAsync(oss, ("Range", range), ("x-oss-range-behavior", "standard"));
        Assert.Equal((status, contentRange), (answer.Status, answer["Content-Range"]));
        if (status == 416) answer.IsRefused(416, "InvalidRange");
    }

    [Fact]
    public async Task The_last_zero_bytes_are_refused_in_any_mode()
    {
        await using var oss = await StartAsync();
        (await GetAsync(oss, ("Range", "bytes=-0"))).IsRefused(416, "InvalidRange");
    }

    [Fact]
    public async Task Conditions_answer_304_or_412()
    {
        await using var oss = await StartAsync();
        var head = (await oss.Client.HeadAsync("/photos/a")).IsOk();
        var etag = head["ETag"]!;
        var unchanged = await GetAsync(oss, ("If-None-Match", etag.Trim('"').ToLowerInvariant()));
        Assert.Equal((304, 0, etag), (unchanged.Status, unchanged.Body.Length, unchanged["ETag"]));
        Assert.Equal(304, (await GetAsync(oss, ("If-Modified-Since", head["Last-Modified"]!))).Status);
        var failed = await GetAsync(oss, ("If-Match", "\"other\""));
        failed.IsRefused(412, "PreconditionFailed");
        Assert.Equal("If-Match", failed.Error.Element("Condition")!.Value);
        (await GetAsync(oss, ("If-Unmodified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"))).IsRefused(412, "PreconditionFailed");
        (await GetAsync(oss, ("If-Match", etag), ("If-Unmodified-Since", head["Last-Modified"]!))).IsOk();
    }

    [Fact]
    public async Task The_reply_can_be_given_other_headers_by_a_signed_caller()
    {
        await using var oss = await StartAsync();
        var answer = (await oss.Client.GetAsync("/photos/a", ("response-content-type", "text/x"), ("response-content-disposition", "attachment; filename=é"))).IsOk();
        Assert.Equal(("text/x", "attachment; filename=é"), (answer["Content-Type"], answer["Content-Disposition"]));
        (await oss.As(null).GetAsync("/photos/a", ("response-content-type", "text/x"))).IsRefused(400, "InvalidRequest");
        (await oss.Client.GetAsync("/photos/a", ("response-content-type", "text/x\r\nSet-Cookie: a=b"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Text_is_compressed_for_who_accepts_it_and_loses_length_and_ETag()
    {
        await using var oss = await OssFixture.StartAsync();
        var text = new string('a', 2000);
        await oss.Client.PutAsync("/photos/t", text, ("Content-Type", "text/plain; charset=utf-8"));
        var answer = (await oss.Client.SendAsync(new("GET", "/photos/t") { Headers = [("Accept-Encoding", "gzip, deflate")] })).IsOk();
        Assert.Equal(("gzip", null, null), (answer["Content-Encoding"], answer["Content-Length"], answer["ETag"]));
        var head = (await oss.Client.SendAsync(new("HEAD", "/photos/t") { Headers = [("Accept-Encoding", "gzip")] })).IsOk();
        Assert.Equal(("gzip", null), (head["Content-Encoding"], head["Content-Length"]));
        Assert.Equal("2000", (await oss.Client.HeadAsync("/photos/t"))["Content-Length"]);
        using var plain = new StreamReader(new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress));
        Assert.Equal(text, await plain.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Compression_has_a_switch()
    {
        await using var oss = await OssFixture.StartAsync(new OssOptions { Gzip = false });
        await oss.Client.PutAsync("/photos/t", new string('a', 2000), ("Content-Type", "text/plain"));
        Assert.Equal("2000", (await oss.Client.SendAsync(new("GET", "/photos/t") { Headers = [("Accept-Encoding", "gzip")] })).IsOk()["Content-Length"]);
    }

    [Fact]
    public async Task A_parameter_of_the_application_is_ignored_with_a_note_but_a_bare_stranger_is_refused()
    {
        await using var oss = await StartAsync();
        var answer = (await oss.Client.GetAsync("/photos/a", ("v", "3"))).IsOk();
        Assert.Equal("ignored-query", Assert.Single(oss.NotesOf(answer)).Kind);
        (await oss.Client.GetAsync("/photos/a", ("worm", null))).IsRefused(400, "NotImplemented");
        (await oss.Client.GetAsync("/photos/a", ("nonsense", null))).IsRefused(400, "NotImplemented");
        (await oss.Client.GetAsync("/photos/a", ("policy", "x"))).IsRefused(400, "NotImplemented");
    }

    [Fact]
    public async Task A_loose_server_lets_strangers_pass()
    {
        await using var oss = await OssFixture.StartAsync(new OssOptions { Loose = true });
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-never-heard-of", "1"))).IsOk();
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_and_its_errors_travel_in_headers()
    {
        await using var oss = await StartAsync();
        var (get, head) = (await oss.Client.GetAsync("/photos/a"), (await oss.Client.HeadAsync("/photos/a")).IsOk());
        foreach (var name in new[] { "Content-Length", "Content-Type", "ETag", "Last-Modified", "x-oss-hash-crc64ecma", "x-oss-object-type" }) Assert.Equal(get[name], head[name]);
        Assert.Empty(head.Body);
        var missing = await oss.Client.HeadAsync("/photos/missing");
        missing.IsRefused(404, "NoSuchKey", "0026-00000001");
        Assert.Empty(missing.Body);
        Assert.Equal(Convert.FromBase64String(missing["x-oss-err"]!).Length.ToString(null as IFormatProvider), missing["Content-Length"]);
    }

    [Fact]
    public async Task Meta_tells_length_and_ETag_only()
    {
        await using var oss = await StartAsync();
        var meta = (await oss.Client.HeadAsync("/photos/a", ("objectMeta", null))).IsOk();
        Assert.Equal(("10", null, null), (meta["Content-Length"], meta["Content-Type"], meta["x-oss-object-type"]));
        Assert.NotNull(meta["ETag"]);
        Assert.NotNull(meta["x-oss-hash-crc64ecma"]);
        // As old clients ask.
        var byGet = (await oss.Client.GetAsync("/photos/a", ("objectMeta", null))).IsOk();
        Assert.Equal((meta["ETag"], "", null), (byGet["ETag"], byGet.Text, byGet["Content-Type"]));
    }

    [Fact]
    public async Task Archived_objects_must_be_restored_first()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/old", "x", ("x-oss-storage-class", "Archive"))).IsOk();
        (await oss.Client.GetAsync("/photos/old")).IsRefused(403, "InvalidObjectState");
        Assert.Equal("Archive", (await oss.Client.HeadAsync("/photos/old")).IsOk()["x-oss-storage-class"]);
    }

    [Fact]
    public async Task An_error_is_plain_XML_with_everything_people_search_for()
    {
        await using var oss = await StartAsync();
        var answer = await oss.Client.GetAsync("/photos/missing");
        Assert.Equal(["Code", "Message", "RequestId", "HostId", "Key", "EC", "RecommendDoc"], answer.Error.Elements().Select(element => element.Name.ToString()));
        Assert.Equal(("application/xml", answer["x-oss-request-id"], "127.0.0.1"), (answer["Content-Type"], answer.Error.Element("RequestId")!.Value, answer.Error.Element("HostId")!.Value));
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "0123456789", ("x-oss-object-acl", "public-read"))).IsOk();
        return oss;
    }

    private static Task<OssAnswer> GetAsync(OssFixture oss, params (string, string)[] headers) => oss.Client.SendAsync(new("GET", "/photos/a") { Headers = headers });
}
