namespace FcCreds.Tests.Oss.Addressing;

public sealed class OssAddressTests
{
    [Theory]
    [InlineData("a/../b", "a/../b")]
    [InlineData("../up", "../up")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a//b", "a//b")]
    [InlineData("%F0%9F%98%80", "😀")]
    [InlineData("a+b%20c", "a+b c")]
    [InlineData("dir/", "dir/")]
    public async Task Odd_keys_are_ordinary(string encoded, string key)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/" + encoded) { Body = "x"u8.ToArray(), Names = ("photos", key) })).IsOk();
        var list = (await oss.Client.GetAsync("/photos")).IsOk().Xml;
        Assert.Equal(key, list.Element("Contents")!.Element("Key")!.Value);
        Assert.Equal("x", (await oss.Client.SendAsync(new("GET", "/photos/" + encoded) { Names = ("photos", key) })).IsOk().Text);
    }

    [Theory]
    [InlineData("a%zz", "InvalidURI")]
    [InlineData("a%2", "InvalidURI")]
    [InlineData("a%FF", "InvalidObjectName")]
    [InlineData("%2Fa", "InvalidObjectName")]
    [InlineData("/a", "InvalidObjectName")]
    [InlineData("%5Ca", "InvalidObjectName")]
    public async Task What_is_no_key_is_refused(string encoded, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/" + encoded) { Body = "x"u8.ToArray() })).IsRefused(400, code);
        Assert.Empty((await oss.Client.GetAsync("/photos")).IsOk().Xml.Elements("Contents"));
    }

    [Fact]
    public async Task A_zero_byte_in_a_key_is_refused_in_absolute_form()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.Client.SendRawAsync("PUT http://127.0.0.1/photos/a%00b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task A_key_of_1023_bytes_passes_and_one_of_1024_does_not()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/" + new string('k', 1023))).IsOk();
        (await oss.Client.PutAsync("/photos/" + new string('k', 1024))).IsRefused(400, "InvalidObjectName", "0016-00000002");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("With_Underscore")]
    [InlineData("-start")]
    public async Task What_is_no_bucket_name_is_refused(string name)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/" + name)).IsRefused(400, "InvalidBucketName");
    }

    [Theory]
    [InlineData("photos.localhost", "/dir/a", "dir/a")]
    [InlineData("photos.127.0.0.1:8080", "/dir/a", "dir/a")]
    [InlineData("photos.oss-cn-hangzhou.aliyuncs.com", "/dir/a", "dir/a")]
    [InlineData("photos.oss-cn-hangzhou.aliyuncs.com", "/photos/dir/a", "dir/a")]
    [InlineData("photos.oss-cn-hangzhou.aliyuncs.com", "/photos/dir/a", "photos/dir/a")]
    [InlineData("oss-cn-hangzhou.aliyuncs.com", "/photos/dir/a", "dir/a")]
    public async Task Every_style_reaches_the_key_that_was_signed(string host, string path, string key)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", path) { Host = host, Names = ("photos", key), Body = "x"u8.ToArray() })).IsOk();
        Assert.Equal(key, (await oss.Client.GetAsync("/photos")).IsOk().Xml.Element("Contents")!.Element("Key")!.Value);
    }

    [Fact]
    public async Task An_unknown_host_is_forbidden()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("GET", "/photos/a") { Host = "example.com" })).IsRefused(403, "NonStandardHostForbidden");
    }
}
