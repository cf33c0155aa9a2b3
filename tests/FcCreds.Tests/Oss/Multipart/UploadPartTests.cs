using FcCreds.Core.Checksums;

namespace FcCreds.Tests.Oss.Multipart;

public sealed class UploadPartTests
{
    [Fact]
    public async Task A_part_is_checked_like_an_object()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await oss.Client.InitiateAsync("/photos/a");
        var content = MultipartClient.Bytes(1000);
        var crc = $"{Crc64.Of(content)}";
        (await oss.Client.UploadPartAsync("/photos/a", id, 1, content, ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="))).IsRefused(400, "InvalidDigest");
        (await oss.Client.UploadPartAsync("/photos/a", id, 1, content, ("Content-MD5", "nonsense"))).IsRefused(400, "InvalidDigest");
        (await oss.Client.UploadPartAsync("/photos/a", id, 1, content, ("x-oss-hash-crc64ecma", "1"))).IsRefused(400, "InvalidCRC64");
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("partNumber", "1"), ("uploadId", id)] })).IsRefused(411, "MissingContentLength");
        Assert.Empty((await oss.Client.GetAsync("/photos/a", ("uploadId", id))).IsOk().Xml.Elements("Part"));

        // ali-oss repeats the headers of the initiation, the Python SDK's tests send those of the completion.
        var answer = (await oss.Client.UploadPartAsync("/photos/a", id, 1, content,
            ("Content-MD5", Convert.ToBase64String(Convert.FromHexString(MultipartClient.Md5(content)))), ("x-oss-hash-crc64ecma", crc),
            ("x-oss-meta-author", "zoe"), ("x-oss-object-acl", "private"), ("x-oss-complete-all", "yes"))).IsOk();
        Assert.Equal(crc, answer["x-oss-hash-crc64ecma"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("STR")]
    [InlineData("")]
    public async Task A_part_number_is_1_to_10000(string number)
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await oss.Client.InitiateAsync("/photos/a");
        var answer = await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("partNumber", number), ("uploadId", id)], Body = [1] });
        answer.IsRefused(400, "InvalidArgument", "0017-00000220");
        Assert.Equal(("PartNumber", number), (answer.Error.Element("ArgumentName")!.Value, answer.Error.Element("ArgumentValue")!.Value));
    }

    [Fact]
    public async Task A_bucket_with_an_upload_is_not_empty()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await oss.Client.InitiateAsync("/photos/a");
        (await oss.Client.DeleteAsync("/photos")).IsRefused(409, "BucketNotEmpty", "0015-00000301");
        (await oss.Client.AbortAsync("/photos/a", id)).IsOk(204);
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
        (await oss.Client.TryInitiateAsync("/photos/a")).IsRefused(404, "NoSuchBucket");
    }

    [Fact]
    public async Task Each_step_raises_its_event()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/source", "123")).IsOk();
        var heard = new Listener();
        oss.Events.Add(heard);
        var id = await oss.Client.InitiateAsync("/photos/a", [("Content-Type", "text/plain"), ("x-oss-meta-author", "zoe")]);
        await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/source");
        await oss.Client.UploadPartAsync("/photos/a", id, 1, [1, 2]);
        await oss.Client.UploadPartAsync("/photos/a", id, 0, [1, 2]);
        await oss.Client.CompleteAllAsync("/photos/a", id);
        await oss.Client.CompleteAllAsync("/photos/a", id);
        await oss.Client.AbortAsync("/photos/b", await oss.Client.InitiateAsync("/photos/b"));
        Assert.Equal(
            [
                "ObjectCreated:InitiateMultipartUpload a 0 0",
                "ObjectCreated:UploadPartCopy a 3 0",
                "ObjectCreated:UploadPart a 2 0",
                "ObjectCreated:CompleteMultipartUpload a 2 2",
                "ObjectCreated:InitiateMultipartUpload b 0 0",
                "ObjectRemoved:AbortMultipartUpload b 0 0",
            ],
            heard.Events.Select(one => $"{one.EventName} {one.Key} {one.Size} {one.DeltaSize}"));
        Assert.All(heard.Events.Where(one => one.Key == "a"), one => Assert.Equal(("text/plain", "zoe"), (one.MimeType, one.UserMeta["x-oss-meta-author"])));
    }
}
