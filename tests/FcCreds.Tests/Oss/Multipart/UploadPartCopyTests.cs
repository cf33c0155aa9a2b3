namespace FcCreds.Tests.Oss.Multipart;

public sealed class UploadPartCopyTests
{
    private static readonly byte[] Source = MultipartClient.Bytes(250_000);

    [Theory]
    [InlineData(null, 0, 250_000)]
    [InlineData("bytes=10-19", 10, 10)]
    [InlineData("bytes=200000-", 200_000, 50_000)]
    // The Java SDK's tests: a range beyond the end copies the whole.
    [InlineData("bytes=10-250000", 0, 250_000)]
    [InlineData("nonsense", 0, 250_000)]
    public async Task A_range_of_another_object_becomes_a_part(string? range, int offset, int length)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/a%20source") { Body = Source })).IsOk();
        var id = await oss.Client.InitiateAsync("/photos/a");
        var copied = (await oss.Client.CopyPartAsync("/photos/a", id, 7, "/photos/a%20source", range is null ? [] : [("x-oss-copy-source-range", range)])).IsOk();
        var expected = Source[offset..(offset + length)];
        Assert.Equal($"\"{MultipartClient.Md5(expected)}\"", copied["ETag"]);
        Assert.Equal(copied["ETag"], copied.Xml.Element("ETag")!.Value);
        (await oss.Client.CompleteAsync("/photos/a", id, (7, copied["ETag"]!))).IsOk();
        Assert.Equal(expected, (await oss.Client.GetAsync("/photos/a")).Body);
    }

    [Fact]
    public async Task A_symbolic_link_is_no_source()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/target", "x")).IsOk();
        (await oss.Client.SendAsync(new("PUT", "/photos/link") { Query = [("symlink", null)], Headers = [("x-oss-symlink-target", "target")] })).IsOk();
        var id = await oss.Client.InitiateAsync("/photos/a");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/link")).IsRefused(400, "InvalidArgument", "0042-00000308");
    }

    [Fact]
    public async Task The_source_must_be_there_and_fulfil_the_conditions()
    {
        await using var oss = await OssFixture.StartAsync();
        var put = (await oss.Client.PutAsync("/photos/source", "x")).IsOk();
        var id = await oss.Client.InitiateAsync("/photos/a");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/nobody")).IsRefused(404, "NoSuchKey");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/nobody-has-this/x")).IsRefused(404, "NoSuchBucket");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/source?versionId=CAEQMxiBgIDx")).IsRefused(404, "NoSuchVersion");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/source", ("x-oss-copy-source-if-match", "\"0\""))).IsRefused(412, "PreconditionFailed");
        Assert.Equal(304, (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/source", ("x-oss-copy-source-if-none-match", put["ETag"]!))).Status);
        (await oss.Client.CopyPartAsync("/photos/a", id[..31] + "0", 1, "/photos/source")).IsRefused(404, "NoSuchUpload");
        (await oss.Client.CopyPartAsync("/photos/a", id, 1, "/photos/source", ("x-oss-copy-source-if-match", put["ETag"]!))).IsOk();
    }

    [Fact]
    public async Task Who_may_not_read_the_source_copies_no_part_of_it()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/source", "x")).IsOk();
        var writer = oss.As(oss.AddUser("LTAIwriter", OssFixture.Allow("oss:PutObject")));
        var id = await writer.InitiateAsync("/photos/a");
        (await writer.CopyPartAsync("/photos/a", id, 1, "/photos/source")).IsRefused(403, "AccessDenied");
        var both = oss.As(oss.AddUser("LTAIboth", OssFixture.Allow("oss:PutObject"), OssFixture.Allow("oss:GetObject")));
        (await both.CopyPartAsync("/photos/a", id, 1, "/photos/source")).IsOk();
    }
}
