using System.Security.Cryptography;

namespace FcCreds.Tests.Oss.Object;

public sealed class PutObjectTests
{
    [Fact]
    public async Task An_object_comes_back_with_its_digests_and_headers()
    {
        await using var oss = await OssFixture.StartAsync();
        var put = (await oss.Client.PutAsync("/photos/a", "hello world", ("Content-Type", "text/plain"), ("Cache-Control", "no-cache"), ("x-oss-meta-Author", "zoë"))).IsOk();
        Assert.Equal("\"5EB63BBBE01EEED093CB22BB8F5ACDC3\"", put["ETag"]);
        Assert.Equal("XrY7u+Ae7tCTyyK7j1rNww==", put["Content-MD5"]);
        Assert.Equal("5981764153023615706", put["x-oss-hash-crc64ecma"]);
        Assert.Equal("0", put["Content-Length"]);

        var get = (await oss.Client.GetAsync("/photos/a")).IsOk();
        Assert.Equal("hello world", get.Text);
        Assert.Equal(("text/plain", "no-cache", "zoë"), (get["Content-Type"], get["Cache-Control"], get["x-oss-meta-author"]));
        Assert.Equal((put["ETag"], put["Content-MD5"], put["x-oss-hash-crc64ecma"]), (get["ETag"], get["Content-MD5"], get["x-oss-hash-crc64ecma"]));
        Assert.Equal(("Normal", "Standard", "bytes", "AliyunOSS"), (get["x-oss-object-type"], get["x-oss-storage-class"], get["Accept-Ranges"], get["Server"]));
        Assert.Matches("^[0-9A-F]{24}$", get["x-oss-request-id"]);
        Assert.NotNull(get["x-oss-server-time"]);
        Assert.NotNull(get["Date"]);
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_leaves_nothing()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.SendAndDieAsync(new("PUT", "/photos/a") { Headers = [("Content-Length", "100")] }, "only this"u8.ToArray());
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey", "0026-00000001");
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
    }

    [Fact]
    public async Task A_body_longer_than_its_length_ends_there()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Headers = [("Content-Length", "4")], Body = "fourteen"u8.ToArray() })).IsOk();
        Assert.Equal("four", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);
    }

    [Fact]
    public async Task Chunks_need_no_length_and_without_either_it_is_411()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Headers = [("Transfer-Encoding", "chunked")], Body = "5\r\nhello\r\n0\r\n\r\n"u8.ToArray() })).IsOk();
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);
        (await oss.Client.SendAsync(new("PUT", "/photos/b"))).IsRefused(411, "MissingContentLength");
    }

    [Theory]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", "InvalidDigest")]
    [InlineData("Content-MD5", "nonsense", "InvalidDigest")]
    [InlineData("x-oss-hash-crc64ecma", "1", "InvalidCRC64")]
    [InlineData("x-oss-object-acl", "everyone", "InvalidArgument")]
    [InlineData("x-oss-storage-class", "Cheap", "InvalidArgument")]
    [InlineData("x-oss-forbid-overwrite", "maybe", "InvalidArgument")]
    [InlineData("x-oss-meta-a_b", "x", "InvalidArgument")]
    [InlineData("x-oss-never-heard-of", "1", "NotImplemented")]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", "NotImplemented")]
    [InlineData("Content-Encoding", "aws-chunked", "InvalidArgument")]
    public async Task A_header_that_cannot_be_honoured_is_refused_and_nothing_is_stored(string name, string value, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.Client.PutAsync("/photos/a", "hello", (name, value));
        answer.IsRefused(400, code);
        if (code == "NotImplemented") Assert.Equal(name, answer.Error.Element("Header")!.Value, ignoreCase: true);
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task User_metadata_is_bounded()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-meta-a", new string('v', 8191)))).IsOk();
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-meta-a", new string('v', 8192)))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Right_digests_are_accepted()
    {
        await using var oss = await OssFixture.StartAsync();
        var md5 = Convert.ToBase64String(MD5.HashData("hello world"u8));
        (await oss.Client.PutAsync("/photos/a", "hello world", ("Content-MD5", md5), ("x-oss-hash-crc64ecma", "5981764153023615706"))).IsOk();
    }

    [Fact]
    public async Task Overwriting_can_be_forbidden()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "first", ("x-oss-forbid-overwrite", "true"))).IsOk();
        (await oss.Client.PutAsync("/photos/a", "second", ("x-oss-forbid-overwrite", "true"))).IsRefused(409, "FileAlreadyExists");
        Assert.Equal("first", (await oss.Client.GetAsync("/photos/a")).Text);
        (await oss.Client.PutAsync("/photos/a", "third")).IsOk();
    }

    [Fact]
    public async Task A_large_body_streams_through_unchanged()
    {
        await using var oss = await OssFixture.StartAsync();
        var body = new byte[3 * 1024 * 1024 + 17];
        new Random(5).NextBytes(body);
        var put = (await oss.Client.SendAsync(new("PUT", "/photos/big") { Body = body })).IsOk();
        Assert.Equal($"\"{Convert.ToHexString(MD5.HashData(body))}\"", put["ETag"]);
        Assert.Equal(body, (await oss.Client.GetAsync("/photos/big")).IsOk().Body);
    }

    [Theory]
    [InlineData("nonsense", null, 400)]
    [InlineData("versions", null, 400)]
    [InlineData("stat", null, 400)]
    [InlineData("v", "3", 400)]
    public async Task An_unknown_sub_resource_never_falls_through_to_a_put(string name, string? value, int status)
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var path in new[] { "/photos/a", "/another" })
        {
            var answer = await oss.Client.SendAsync(new("PUT", path) { Query = [(name, value)], Body = [] });
            answer.IsRefused(status, "NotImplemented");
        }
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
        (await oss.Client.GetAsync("/another")).IsRefused(404, "NoSuchBucket");
    }
}
