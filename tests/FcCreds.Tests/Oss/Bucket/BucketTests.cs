using System.Text;

namespace FcCreds.Tests.Oss.Bucket;

public sealed class BucketTests
{
    [Fact]
    public async Task A_bucket_is_made_described_listed_and_deleted()
    {
        await using var oss = await OssFixture.StartAsync();
        var made = (await oss.Client.PutAsync("/2023-03-30", "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>", ("x-oss-acl", "public-read"))).IsOk();
        Assert.Equal("/2023-03-30", made["Location"]);
        var info = (await oss.Client.GetAsync("/2023-03-30", ("bucketInfo", null))).IsOk().Xml.Element("Bucket")!;
        Assert.Equal("IA", info.Element("StorageClass")!.Value);
        Assert.Equal("oss-cn-hangzhou.aliyuncs.com", info.Element("ExtranetEndpoint")!.Value);
        Assert.Equal("oss-cn-hangzhou-internal.aliyuncs.com", info.Element("IntranetEndpoint")!.Value);
        Assert.Equal("public-read", info.Element("AccessControlList")!.Element("Grant")!.Value);
        Assert.Equal(OssFixture.Account, info.Element("Owner")!.Element("ID")!.Value);
        Assert.Equal("oss-cn-hangzhou", (await oss.Client.GetAsync("/2023-03-30", ("location", null))).IsOk().Xml.Value);
        Assert.Equal(["2023-03-30", "photos"], await NamesAsync(oss.Client));
        (await oss.Client.DeleteAsync("/2023-03-30")).IsOk(204);
        Assert.Equal(["photos"], await NamesAsync(oss.Client));
    }

    [Fact]
    public async Task The_list_has_pages_and_an_owner()
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var name in new[] { "list-a", "list-b", "list-c" }) (await oss.Client.PutAsync("/" + name)).IsOk();
        var first = (await oss.Client.GetAsync("/", ("prefix", "list-"), ("max-keys", "2"))).IsOk().Xml;
        Assert.Equal(("true", "list-b"), (first.Element("IsTruncated")!.Value, first.Element("NextMarker")!.Value));
        Assert.Equal(["list-c"], await NamesAsync(oss.Client, ("prefix", "list-"), ("marker", "list-b")));
        var whole = (await oss.Client.GetAsync("/", ("prefix", "list-"))).IsOk().Xml;
        Assert.Null(whole.Element("IsTruncated"));
        Assert.Equal(OssFixture.Account, whole.Element("Owner")!.Element("ID")!.Value);
        Assert.Empty(await NamesAsync(oss.As(oss.Stranger)));
        (await oss.Client.GetAsync("/", ("max-keys", "1001"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task A_name_belongs_to_one_account()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.Stranger).PutAsync("/photos")).IsRefused(409, "BucketAlreadyExists", "0015-00000104");
        (await oss.Client.PutAsync("/photos")).IsOk();
        (await oss.Client.PutAsync("/photos", "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>")).IsRefused(409, "BucketAlreadyExists");
    }

    [Fact]
    public async Task Only_an_empty_bucket_goes()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        (await oss.Client.DeleteAsync("/photos")).IsRefused(409, "BucketNotEmpty", "0015-00000301");
        (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
        (await oss.Client.DeleteAsync("/photos")).IsRefused(404, "NoSuchBucket", "0015-00000101");
    }

    [Theory]
    [InlineData("<CreateBucketConfiguration>", "MalformedXML")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"x\">]><CreateBucketConfiguration>&e;</CreateBucketConfiguration>", "MalformedXML")]
    [InlineData("<Other/>", "MalformedXML")]
    [InlineData("<CreateBucketConfiguration><StorageClass>Cheap</StorageClass></CreateBucketConfiguration>", "InvalidArgument")]
    [InlineData("<CreateBucketConfiguration><LocationConstraint>oss-moon-1</LocationConstraint></CreateBucketConfiguration>", "InvalidLocationConstraint")]
    public async Task A_document_that_cannot_be_understood_makes_no_bucket(string document, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/another", document)).IsRefused(400, code);
        (await oss.Client.GetAsync("/another", ("acl", null))).IsRefused(404, "NoSuchBucket");
    }

    [Fact]
    public async Task A_bucket_ACL_comes_by_header_or_document()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("private", await AclAsync(oss));
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read")] })).IsOk();
        Assert.Equal("public-read", await AclAsync(oss));
        var document = Encoding.UTF8.GetBytes("<AccessControlPolicy><AccessControlList><Grant>private</Grant></AccessControlList></AccessControlPolicy>");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Body = document })).IsOk();
        Assert.Equal("private", await AclAsync(oss));
        var refused = await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "open")] });
        refused.IsRefused(400, "InvalidArgument");
        Assert.Equal(("x-oss-acl", "open"), (refused.Error.Element("ArgumentName")!.Value, refused.Error.Element("ArgumentValue")!.Value));
    }

    [Fact]
    public async Task The_hundred_and_first_bucket_is_one_too_many()
    {
        await using var oss = await OssFixture.StartAsync();
        for (var count = 1; count < 100; count++) (await oss.Client.PutAsync($"/bucket-{count}")).IsOk();
        (await oss.Client.PutAsync("/bucket-100")).IsRefused(400, "TooManyBuckets");
    }

    [Fact]
    public async Task Another_regions_endpoint_is_refused_when_regions_matter()
    {
        await using var oss = await OssFixture.StartAsync(new() { StrictRegion = true });
        var answer = await oss.Client.SendAsync(new("GET", "/a") { Host = "photos.oss-cn-shenzhen.aliyuncs.com", Names = ("photos", "a") });
        answer.IsRefused(403, "AccessDenied");
        Assert.Equal("oss-cn-hangzhou.aliyuncs.com", answer.Error.Element("Endpoint")!.Value);
    }

    [Fact]
    public async Task Uploads_and_live_channels_are_listed_as_the_none_they_are()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("false", (await oss.Client.GetAsync("/photos", ("uploads", ""))).IsOk().Xml.Element("IsTruncated")!.Value);
        Assert.Equal("false", (await oss.Client.GetAsync("/photos", ("live", ""))).IsOk().Xml.Element("IsTruncated")!.Value);
    }

    [Fact]
    public async Task An_unknown_verb_is_not_allowed()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PATCH", "/photos/a"))).IsRefused(405, "MethodNotAllowed");
    }

    private static async Task<string[]> NamesAsync(OssClient client, params (string, string?)[] query)
        => [.. (await client.GetAsync("/", query)).IsOk().Xml.Element("Buckets")!.Elements("Bucket").Select(bucket => bucket.Element("Name")!.Value)];

    private static async Task<string> AclAsync(OssFixture oss)
        => (await oss.Client.GetAsync("/photos", ("acl", null))).IsOk().Xml.Element("AccessControlList")!.Element("Grant")!.Value;
}
