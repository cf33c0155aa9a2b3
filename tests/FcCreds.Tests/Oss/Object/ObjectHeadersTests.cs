using System.Text;

namespace FcCreds.Tests.Oss.Object;

public sealed class ObjectHeadersTests
{
    [Fact]
    public async Task Headers_that_come_with_an_object_come_back_with_it()
    {
        await using var oss = await OssFixture.StartAsync();
        (string, string)[] given =
        [
            ("Cache-Control", "no-cache"), ("Content-Disposition", "attachment; filename=a.txt"), ("Content-Encoding", "br"),
            ("Content-Language", "de"), ("Expires", "Thu, 01 Dec 2039 16:00:00 GMT"),
        ];
        (await oss.Client.PutAsync("/photos/a", "x", given)).IsOk();
        var head = (await oss.Client.HeadAsync("/photos/a")).IsOk();
        foreach (var (name, value) in given) Assert.Equal(value, head[name]);
    }

    [Theory]
    [InlineData("AES256", null, null)]
    [InlineData("SM4", null, null)]
    [InlineData("KMS", "SM4", "9468da86-3509-4f8d-a61e-6eab1eac")]
    public async Task The_encryption_asked_for_is_told_on_the_upload_and_on_every_read(string algorithm, string? data, string? key)
    {
        await using var oss = await OssFixture.StartAsync();
        List<(string, string)> headers = [("x-oss-server-side-encryption", algorithm)];
        if (data is not null) headers.Add(("x-oss-server-side-data-encryption", data));
        if (key is not null) headers.Add(("x-oss-server-side-encryption-key-id", key));
        var put = (await oss.Client.PutAsync("/photos/a", "x", [.. headers])).IsOk();
        foreach (var answer in new[] { put, await oss.Client.GetAsync("/photos/a"), await oss.Client.HeadAsync("/photos/a") })
        {
            Assert.Equal((algorithm, data, key), (answer["x-oss-server-side-encryption"], answer["x-oss-server-side-data-encryption"], answer["x-oss-server-side-encryption-key-id"]));
        }
    }

    [Fact]
    public async Task The_bucket_says_how_uploads_are_encrypted_that_do_not_say_it()
    {
        await using var oss = await OssFixture.StartAsync();
        const string rule = "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>";
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("encryption", null)], Body = Encoding.UTF8.GetBytes(rule) })).IsOk();
        (await oss.Client.PutAsync("/photos/a", "x")).IsOk();
        (await oss.Client.PutAsync("/photos/b", "x", ("x-oss-server-side-encryption", "AES256"))).IsOk();
        var (first, second) = (await oss.Client.HeadAsync("/photos/a"), await oss.Client.HeadAsync("/photos/b"));
        Assert.Equal(("KMS", "SM4"), (first["x-oss-server-side-encryption"], first["x-oss-server-side-data-encryption"]));
        Assert.Equal(("AES256", null), (second["x-oss-server-side-encryption"], second["x-oss-server-side-data-encryption"]));
    }

    [Theory]
    [InlineData("x-oss-server-side-encryption", "DES", "InvalidEncryptionAlgorithmError")]
    [InlineData("x-oss-server-side-data-encryption", "AES", "InvalidEncryptionAlgorithmError")]
    [InlineData("x-oss-server-side-data-encryption", "SM4", "InvalidArgument")]
    [InlineData("x-oss-server-side-encryption-key-id", "key", "InvalidArgument")]
    public async Task An_encryption_that_there_is_not_is_refused(string header, string value, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x", (header, value))).IsRefused(400, code);
    }

    [Fact]
    public async Task Persistent_headers_are_answered_to_every_read()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-persistent-headers", $"myheader1:{Base64("hello")},x-frame:{Base64("ö")}"))).IsOk();
        var answer = (await oss.Client.GetAsync("/photos/a")).IsOk();
        Assert.Equal(("hello", "ö"), (answer["myheader1"], answer["x-frame"]));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name:%%%")]
    [InlineData("na me:aGVsbG8=")]
    [InlineData("Content-Length:aGVsbG8=")]
    [InlineData("x-oss-meta-a:aGVsbG8=")]
    [InlineData("name:DQpTZXQtQ29va2llOiBh")]
    public async Task Persistent_headers_cannot_break_a_reply(string headers)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-persistent-headers", headers))).IsRefused(400, "InvalidArgument");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
