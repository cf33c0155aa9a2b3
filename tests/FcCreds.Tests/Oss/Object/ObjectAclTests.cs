namespace FcCreds.Tests.Oss.Object;

public sealed class ObjectAclTests
{
    [Fact]
    public async Task An_ACL_is_kept_without_touching_the_object()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        var before = await oss.Client.HeadAsync("/photos/a");
        Assert.Equal("default", await AclAsync(oss));
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "public-read")] })).IsOk();
        Assert.Equal("public-read", await AclAsync(oss));
        Assert.Equal(before["Last-Modified"], (await oss.Client.HeadAsync("/photos/a"))["Last-Modified"]);
        (await oss.As(null).GetAsync("/photos/a")).IsOk();
    }

    [Fact]
    public async Task A_bad_ACL_and_a_missing_object_are_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "open")] })).IsRefused(400, "InvalidArgument");
        (await oss.Client.GetAsync("/photos/a", ("acl", null))).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task Others_may_not_read_or_write_it()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read-write"));
        (await oss.As(null).GetAsync("/photos/a", ("acl", null))).IsRefused(403, "AccessDenied", "0003-00000007");
        (await oss.As(oss.Stranger).SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "private")] }))
            .IsRefused(403, "AccessDenied", "0003-00000008");
    }

    private static async Task<string> AclAsync(OssFixture oss)
        => (await oss.Client.GetAsync("/photos/a", ("acl", ""))).IsOk().Xml.Element("AccessControlList")!.Element("Grant")!.Value;
}
