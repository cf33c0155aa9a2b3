using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Object;

public sealed class ObjectTaggingTests
{
    private const string Header = "x-oss-tagging";

    [Fact]
    public async Task Tags_are_set_counted_read_and_taken_away_and_leave_the_object_alone()
    {
        await using var oss = await StartAsync();
        var before = (await oss.Client.HeadAsync("/photos/a"))["Last-Modified"];
        (await PutTagsAsync(oss.Client, Document(("age", "18"), ("empty", "")))).IsOk();

        Assert.Equal("age=18&empty=", await TagsAsync(oss.Client, "/photos/a"));
        var head = (await oss.Client.HeadAsync("/photos/a")).IsOk();
        Assert.Equal(("2", before), (head["x-oss-tagging-count"], head["Last-Modified"]));
        Assert.Equal("2", (await oss.Client.GetAsync("/photos/a"))["x-oss-tagging-count"]);

        (await oss.Client.DeleteAsync("/photos/a", ("tagging", null))).IsOk(204);
        Assert.Equal("", await TagsAsync(oss.Client, "/photos/a"));
        Assert.Null((await oss.Client.HeadAsync("/photos/a"))["x-oss-tagging-count"]);
    }

    [Fact]
    public async Task An_upload_can_bring_its_tags()
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/b", "x", (Header, "k%201=v%2B1&plain"))).IsOk();
        Assert.Equal("k 1=v+1&plain=", await TagsAsync(oss.Client, "/photos/b"));
        (await oss.Client.PutAsync("/photos/b", "x")).IsOk();
        Assert.Equal("", await TagsAsync(oss.Client, "/photos/b"));
    }

    [Theory]
    [InlineData("aa=bb=cc", "0010-00000219")]
    [InlineData("a=%zz", "0010-00000219")]
    [InlineData("a=1&a=2", "0010-00000210")]
    [InlineData("=1", "0010-00000217")]
    [InlineData("a=%21", "0010-00000217")]
    [InlineData("a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1", "0010-00000218")]
    public async Task A_header_that_breaks_the_rules_is_refused_with_its_own_code(string tagging, string ec)
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/b", "x", (Header, tagging))).IsRefused(400, "InvalidTag", ec);
        (await oss.Client.HeadAsync("/photos/b")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_document_follows_the_same_rules()
    {
        await using var oss = await StartAsync();
        (await PutTagsAsync(oss.Client, Document((new string('k', 129), "")))).IsRefused(400, "InvalidTag", "0010-00000209");
        (await PutTagsAsync(oss.Client, Document(("k", new string('v', 257))))).IsRefused(400, "InvalidTag", "0010-00000217");
        (await PutTagsAsync(oss.Client, Document((new string('k', 128), new string('v', 256))))).IsOk();
        (await PutTagsAsync(oss.Client, "<Tagging/>")).IsRefused(400, "MalformedXML");
        (await PutTagsAsync(oss.Client, "")).IsRefused(400, "MalformedXML");
    }

    [Fact]
    public async Task There_is_nothing_to_tag_where_no_object_is()
    {
        await using var oss = await StartAsync();
        (await oss.Client.GetAsync("/photos/missing", ("tagging", null))).IsRefused(404, "NoSuchKey");
        (await oss.Client.GetAsync("/photos/a", ("tagging", null), ("versionId", "CAEQ"))).IsRefused(404, "NoSuchVersion");
    }

    [Fact]
    public async Task Tagging_an_upload_takes_a_permission_of_its_own()
    {
        await using var oss = await StartAsync();
        var writer = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:PutObject"))));
        (await writer.PutAsync("/photos/b", "x")).IsOk();
        (await writer.PutAsync("/photos/b", "x", (Header, "a=1"))).IsRefused(403, "AccessDenied", "0003-00000905");
        (await PutTagsAsync(writer, Document(("a", "1")))).IsRefused(403, "AccessDenied", "0003-00000301");
        var tagger = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:PutObject*"))));
        (await tagger.PutAsync("/photos/b", "x", (Header, "a=1"))).IsOk();
    }

    [Fact]
    public async Task Policies_see_the_tags_that_are_there_and_those_that_come()
    {
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/open", "x", (Header, "status=ok"))).IsOk();
        var reader = oss.As(SigningKey.Of(oss.Session(When("oss:GetObject", "oss:ExistingObjectTag/status", "ok"))));
        (await reader.GetAsync("/photos/open")).IsOk();
        (await reader.GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
        var writer = oss.As(SigningKey.Of(oss.Session(When("oss:Put*", "oss:RequestObjectTag/team", "a"))));
        (await writer.PutAsync("/photos/c", "x", (Header, "team=a"))).IsOk();
        (await writer.PutAsync("/photos/c", "x", (Header, "team=b"))).IsRefused(403, "AccessDenied");
        (await writer.PutAsync("/photos/c", "x")).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task Policies_see_the_tags_of_the_bucket()
    {
        await using var oss = await StartAsync();
        var reader = oss.As(SigningKey.Of(oss.Session(When("oss:*", "oss:BucketTag/env", "test"))));
        (await reader.GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("tagging", null)], Body = Encoding.UTF8.GetBytes(Document(("env", "test"))) })).IsOk();
        (await reader.GetAsync("/photos/a")).IsOk();
        (await reader.GetAsync("/photos", ("list-type", "2"))).IsOk();
    }

    private static string When(string action, string key, string value)
        => $$$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"{{{action}}}","Resource":"*","Condition":{"StringEquals":{"{{{key}}}":"{{{value}}}"}} }]}""";

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "hello")).IsOk();
        return oss;
    }

    private static Task<OssAnswer> PutTagsAsync(OssClient client, string document)
        => client.SendAsync(new("PUT", "/photos/a") { Query = [("tagging", null)], Body = Encoding.UTF8.GetBytes(document) });

    private static string Document(params (string Key, string Value)[] tags)
        => $"<Tagging><TagSet>{string.Concat(tags.Select(tag => $"<Tag><Key>{tag.Key}</Key><Value>{tag.Value}</Value></Tag>"))}</TagSet></Tagging>";

    private static async Task<string> TagsAsync(OssClient client, string path)
        => string.Join('&', (await client.GetAsync(path, ("tagging", null))).IsOk().Xml.Element("TagSet")!.Elements("Tag").Select(tag => $"{tag.Element("Key")!.Value}={tag.Element("Value")!.Value}"));
}
