using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Object;

public sealed class SymlinkTests
{
    private const string Target = "x-oss-symlink-target";

    [Fact]
    public async Task A_link_reads_as_its_target_with_metadata_of_its_own()
    {
        await using var oss = await StartAsync();
        (await LinkAsync(oss.Client, "/photos/link", "dir/a%20b", ("x-oss-meta-of", "link"), ("Content-Type", "text/link"))).IsOk();
        var target = await oss.Client.GetAsync("/photos/dir/a%20b");
        foreach (var answer in new[] { await oss.Client.GetAsync("/photos/link"), await oss.Client.HeadAsync("/photos/link") })
        {
            answer.IsOk();
            foreach (var name in new[] { "ETag", "Content-Length", "Content-MD5", "x-oss-hash-crc64ecma" }) Assert.Equal(target[name], answer[name]);
            Assert.Equal(("Symlink", "link", null, "text/link", null), (answer["x-oss-object-type"], answer["x-oss-meta-of"], answer["x-oss-meta-one"], answer["Content-Type"], answer[Target]));
        }
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/link")).Text);
        var part = (await oss.Client.SendAsync(new("GET", "/photos/link") { Headers = [("Range", "bytes=1-2")] })).IsOk(206);
        Assert.Equal(("el", "bytes 1-2/5"), (part.Text, part["Content-Range"]));
    }

    [Fact]
    public async Task GetSymlink_and_objectMeta_are_about_the_link()
    {
        await using var oss = await StartAsync();
        var put = (await LinkAsync(oss.Client, "/photos/link", "dir%2Fa%20b", ("x-oss-meta-of", "link"))).IsOk();
        var link = (await oss.Client.GetAsync("/photos/link", ("symlink", null))).IsOk();
        Assert.Equal(("dir/a%20b", put["ETag"], "link", "0"), (link[Target], link["ETag"], link["x-oss-meta-of"], link["Content-Length"]));
        var meta = (await oss.Client.HeadAsync("/photos/link", ("objectMeta", null))).IsOk();
        Assert.Equal((put["ETag"], "0"), (meta["ETag"], meta["Content-Length"]));
        (await oss.Client.GetAsync("/photos/dir/a%20b", ("symlink", null))).IsRefused(400, "NotSymlink", "0043-00000101");
    }

    [Fact]
    public async Task Where_a_link_leads_is_checked_when_it_is_read()
    {
        await using var oss = await StartAsync();
        (await LinkAsync(oss.Client, "/photos/dangling", "nobody")).IsOk();
        (await oss.Client.GetAsync("/photos/dangling")).IsRefused(404, "SymlinkTargetNotExist", "0026-00000012");
        (await oss.Client.HeadAsync("/photos/dangling")).IsRefused(404, "SymlinkTargetNotExist");
        (await LinkAsync(oss.Client, "/photos/chain", "dangling")).IsOk();
        (await oss.Client.GetAsync("/photos/chain")).IsRefused(400, "InvalidTargetType");
        (await LinkAsync(oss.Client, "/photos/no", "%2Fslash")).IsRefused(400, "InvalidObjectName", "0016-00000005");
        (await oss.Client.SendAsync(new("PUT", "/photos/no") { Query = [("symlink", null)] })).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Both_ends_are_authorized()
    {
        await using var oss = await StartAsync();
        (await LinkAsync(oss.Client, "/photos/open/link", "dir/a%20b", ("x-oss-object-acl", "public-read"))).IsOk();
        var reader = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:GetObject", "acs:oss:*:*:photos/open/*"))));
        (await reader.GetAsync("/photos/open/link")).IsRefused(403, "AccessDenied");
        (await reader.GetAsync("/photos/open/link", ("symlink", null))).IsOk();
        (await oss.As(null).GetAsync("/photos/open/link")).IsRefused(403, "AccessDenied");
        await oss.Client.SendAsync(new("PUT", "/photos/dir/a%20b") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "public-read")] });
        (await oss.As(null).GetAsync("/photos/open/link")).IsOk();
    }

    [Fact]
    public async Task A_link_can_be_tagged_forbidden_to_overwrite_copied_and_deleted()
    {
        await using var oss = await StartAsync();
        (await LinkAsync(oss.Client, "/photos/link", "dir/a%20b", ("x-oss-tagging", "a=1"))).IsOk();
        Assert.Equal("1", (await oss.Client.HeadAsync("/photos/link"))["x-oss-tagging-count"]);
        (await LinkAsync(oss.Client, "/photos/link", "other", ("x-oss-forbid-overwrite", "true"))).IsRefused(409, "FileAlreadyExists");
        (await oss.Client.PutAsync("/photos/copy", "", ("x-oss-copy-source", "/photos/link"))).IsOk();
        Assert.Equal("dir/a%20b", (await oss.Client.GetAsync("/photos/copy", ("symlink", null))).IsOk()[Target]);
        (await oss.Client.DeleteAsync("/photos/link")).IsOk(204);
        (await oss.Client.GetAsync("/photos/dir/a%20b")).IsOk();
        (await oss.Client.GetAsync("/photos/link")).IsRefused(404, "NoSuchKey");
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/dir/a%20b", "hello", ("x-oss-meta-one", "1"))).IsOk();
        return oss;
    }

    private static Task<OssAnswer> LinkAsync(OssClient client, string path, string target, params (string, string)[] headers)
        => client.SendAsync(new("PUT", path) { Query = [("symlink", null)], Headers = [(Target, target), .. headers], Body = [] });
}
