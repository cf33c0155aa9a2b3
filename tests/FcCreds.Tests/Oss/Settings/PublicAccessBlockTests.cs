using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class PublicAccessBlockTests
{
    private const string PublicPolicy = """
        {"Version":"1","Statement":[
          {"Effect":"Allow","Principal":["*"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:photos/*"},
          {"Effect":"Allow","Principal":["6543210987654321"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:photos/named/*"}]}
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/photos")]
    public async Task A_block_is_off_until_it_is_put_and_after_it_is_deleted(string path)
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("false", await StateAsync());
        (await BlockAsync(oss, path)).IsOk();
        Assert.Equal("true", await StateAsync());
        (await oss.Client.DeleteAsync(path, ("publicAccessBlock", null))).IsOk(204);
        Assert.Equal("false", await StateAsync());
        (await oss.Client.SendAsync(Put(path, "policy?"))).IsRefused(400, "MalformedXML");
        (await oss.Client.SendAsync(Put(path, "<PublicAccessBlockConfiguration/>"))).IsOk();
        Assert.Equal("false", await StateAsync());

        async Task<string> StateAsync() => (await oss.Client.GetAsync(path, ("publicAccessBlock", null))).IsOk().Xml.Element("BlockPublicAccess")!.Value;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/photos")]
    public async Task What_is_public_is_ignored_while_it_is_blocked(string path)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        await oss.Client.PutAsync("/photos/named/b", "x");
        await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("policy", null)], Body = Encoding.UTF8.GetBytes(PublicPolicy) });
        (await oss.As(null).GetAsync("/photos/a")).IsOk();
        (await oss.As(null).GetAsync("/photos/named/b")).IsOk();
        await BlockAsync(oss, path);
        (await oss.As(null).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
        (await oss.As(null).GetAsync("/photos/named/b")).IsRefused(403, "AccessDenied");
        (await oss.As(oss.Stranger).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
        // What names its principals is not public.
        (await oss.As(oss.Stranger).GetAsync("/photos/named/b")).IsOk();
        (await oss.Client.GetAsync("/photos/a")).IsOk();
        await oss.Client.DeleteAsync(path, ("publicAccessBlock", null));
        (await oss.As(null).GetAsync("/photos/a")).IsOk();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/photos")]
    public async Task Nothing_more_becomes_public_while_it_is_blocked(string path)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        await BlockAsync(oss, path);
        Refused(await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read")] }), "Put public bucket acl is not allowed");
        Refused(await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "public-read")] }), "Put public object acl is not allowed");
        Refused(await oss.Client.PutAsync("/photos/b", "x", ("x-oss-object-acl", "public-read-write")), "Put public object acl is not allowed");
        Refused(await oss.Client.PutAsync("/photos/b", "", ("x-oss-object-acl", "public-read"), ("x-oss-copy-source", "/photos/a")), "Put public object acl is not allowed");
        Refused(await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("policy", null)], Body = Encoding.UTF8.GetBytes(PublicPolicy) }), "Put public bucket policy is not allowed");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "private")] })).IsOk();
        (await oss.Client.PutAsync("/photos/b", "x", ("x-oss-object-acl", "private"))).IsOk();
    }

    [Fact]
    public async Task An_account_with_a_block_makes_no_public_bucket()
    {
        await using var oss = await OssFixture.StartAsync();
        await BlockAsync(oss, "/");
        Refused(await oss.Client.PutAsync("/another", "", ("x-oss-acl", "public-read")), "Put public bucket acl is not allowed");
        (await oss.Client.PutAsync("/another")).IsOk();
        // Another account is not concerned.
        (await oss.As(oss.Stranger).PutAsync("/elsewhere", "", ("x-oss-acl", "public-read"))).IsOk();
    }

    [Fact]
    public async Task GetBucketInfo_tells_the_bucket_s_own_block()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("false", await ToldAsync());
        await BlockAsync(oss, "/photos");
        Assert.Equal("true", await ToldAsync());

        async Task<string> ToldAsync() => (await oss.Client.GetAsync("/photos", ("bucketInfo", null))).Xml.Element("Bucket")!.Element("BlockPublicAccess")!.Value;
    }

    [Fact]
    public async Task Only_who_may_blocks()
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var path in new[] { "/", "/photos" })
        {
            (await oss.As(null).SendAsync(Put(path, On))).IsRefused(403, "AccessDenied");
            (await oss.As(oss.User).SendAsync(Put(path, On))).IsRefused(403, "AccessDenied");
        }
        (await oss.As(oss.AddUser("LTAIblock", OssFixture.Allow("oss:PutPublicAccessBlock"))).SendAsync(Put("/", On))).IsOk();
    }

    private const string On = "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";

    private static void Refused(OssAnswer answer, string message)
    {
        answer.IsRefused(403, "AccessDenied");
        Assert.Equal(message, answer.Message);
    }

    private static Task<OssAnswer> BlockAsync(OssFixture oss, string path) => oss.Client.SendAsync(Put(path, On));

    private static OssRequest Put(string path, string body) => new("PUT", path) { Query = [("publicAccessBlock", null)], Body = Encoding.UTF8.GetBytes(body) };
}
