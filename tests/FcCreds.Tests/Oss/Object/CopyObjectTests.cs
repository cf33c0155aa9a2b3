using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Object;

public sealed class CopyObjectTests
{
    private const string Source = "x-oss-copy-source";

    [Fact]
    public async Task A_copy_has_the_content_and_headers_of_its_source()
    {
        await using var oss = await StartAsync();
        var answer = (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/dir%2Fa%20b"))).IsOk();
        Assert.Equal("CopyObjectResult", answer.Xml.Name.LocalName);
        var (first, second) = (await oss.Client.GetAsync("/photos/dir/a%20b"), (await oss.Client.GetAsync("/photos/b")).IsOk());
        foreach (var name in new[] { "ETag", "Content-Type", "Content-MD5", "x-oss-hash-crc64ecma", "x-oss-meta-one" }) Assert.Equal(first[name], second[name]);
        Assert.Equal("hello", second.Text);
        Assert.Equal(answer.Xml.Element("ETag")!.Value, second["ETag"]);
    }

    [Fact]
    public async Task Headers_can_be_replaced_and_always_are_on_the_object_itself()
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"), ("x-oss-metadata-directive", "REPLACE"), ("x-oss-meta-two", "2"))).IsOk();
        var replaced = await oss.Client.HeadAsync("/photos/b");
        Assert.Equal((null, "2", "application/octet-stream"), (replaced["x-oss-meta-one"], replaced["x-oss-meta-two"], replaced["Content-Type"]));

        (await oss.Client.SendAsync(new("PUT", "/photos/b") { Headers = [(Source, "/photos/b"), ("x-oss-meta-three", "3")], Body = [] })).IsOk();
        var self = await oss.Client.GetAsync("/photos/b");
        Assert.Equal((null, "3", "hello"), (self["x-oss-meta-two"], self["x-oss-meta-three"], self.Text));
    }

    [Fact]
    public async Task Conditions_are_of_the_source()
    {
        await using var oss = await StartAsync();
        var etag = (await oss.Client.HeadAsync("/photos/dir/a%20b"))["ETag"]!;
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"), ("x-oss-copy-source-if-match", "\"other\""))).IsRefused(412, "PreconditionFailed");
        Assert.Equal(304, (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"), ("x-oss-copy-source-if-none-match", etag))).Status);
        (await oss.Client.HeadAsync("/photos/b")).IsRefused(404, "NoSuchKey");
    }

    [Theory]
    [InlineData("/photos/missing", 404, "NoSuchKey")]
    [InlineData("/no-such-bucket/a", 404, "NoSuchBucket")]
    [InlineData("photos", 400, "InvalidArgument")]
    public async Task A_source_that_is_not_there_is_named(string source, int status, string code)
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/b", "", (Source, source))).IsRefused(status, code);
    }

    [Fact]
    public async Task Copying_needs_permission_on_both_sides()
    {
        await using var oss = await StartAsync();
        var writer = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:PutObject"))));
        (await writer.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"))).IsRefused(403, "AccessDenied", "0003-00000301");
        var reader = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:GetObject"))));
        (await reader.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"))).IsRefused(403, "AccessDenied", "0003-00000301");
    }

    [Fact]
    public async Task Tags_come_from_the_source_unless_they_are_replaced()
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/tagged", "hello", ("x-oss-tagging", "a=1&b=2"))).IsOk();
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/tagged"), ("x-oss-tagging", "c=3"))).IsOk();
        Assert.Equal("2", (await oss.Client.HeadAsync("/photos/b"))["x-oss-tagging-count"]);
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/tagged"), ("x-oss-tagging-directive", "Replace"), ("x-oss-tagging", "c=3"))).IsOk();
        Assert.Equal("1", (await oss.Client.HeadAsync("/photos/b"))["x-oss-tagging-count"]);
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/tagged"), ("x-oss-tagging-directive", "Replace"))).IsOk();
        Assert.Null((await oss.Client.HeadAsync("/photos/b"))["x-oss-tagging-count"]);
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/tagged"), ("x-oss-tagging-directive", "Both"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Copying_tags_on_demand_takes_the_permissions_of_both_sides()
    {
        await using var oss = await StartAsync();
        var copier = oss.As(SigningKey.Of(oss.Session("""{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject","oss:PutObject"],"Resource":"*"}]}""")));
        (await copier.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"))).IsOk();
        (await copier.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"), ("x-oss-tagging-directive", "Copy"))).IsRefused(403, "AccessDenied");
        (await copier.PutAsync("/photos/b", "", (Source, "/photos/dir/a%20b"), ("x-oss-tagging-directive", "Replace"), ("x-oss-tagging", "a=1"))).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task A_copy_is_encrypted_as_it_is_told_and_not_as_its_source()
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/secret", "hello", ("x-oss-server-side-encryption", "KMS"), ("x-oss-meta-one", "1"))).IsOk();
        (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/secret"))).IsOk();
        var plain = await oss.Client.HeadAsync("/photos/b");
        Assert.Equal((null, "1"), (plain["x-oss-server-side-encryption"], plain["x-oss-meta-one"]));
        Assert.Equal("AES256", (await oss.Client.PutAsync("/photos/b", "", (Source, "/photos/secret"), ("x-oss-server-side-encryption", "AES256"))).IsOk()["x-oss-server-side-encryption"]);
        Assert.Equal("AES256", (await oss.Client.HeadAsync("/photos/b"))["x-oss-server-side-encryption"]);
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/dir/a%20b", "hello", ("Content-Type", "text/x"), ("x-oss-meta-one", "1"))).IsOk();
        return oss;
    }
}
