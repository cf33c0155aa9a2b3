using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketRefererTests
{
    private const string List = "<RefererList><Referer>http://www.example.com</Referer><Referer>https://*.example.org</Referer><Referer>www.scheme.less</Referer></RefererList>";
    private const string Black = "<RefererBlacklist><Referer>http://www.example.com/bad</Referer></RefererBlacklist>";

    [Fact]
    public async Task Without_rules_everyone_is_allowed_and_Get_says_so()
    {
        await using var oss = await OssFixture.StartAsync();
        var got = (await oss.Client.GetAsync("/photos", ("referer", null))).IsOk().Xml;
        Assert.Equal(("true", "true", "false"), (got.Element("AllowEmptyReferer")!.Value, got.Element("AllowTruncateQueryString")!.Value, got.Element("TruncatePath")!.Value));
        Assert.Empty(got.Element("RefererList")!.Elements());
        (await oss.Client.DeleteAsync("/photos", ("referer", null))).IsRefused(400, "NotImplemented");
    }

    [Fact]
    public async Task Lists_come_back_in_order_and_an_empty_put_clears_them()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<AllowEmptyReferer>false</AllowEmptyReferer>" + List + Black)).IsOk();
        var got = (await oss.Client.GetAsync("/photos", ("referer", null))).Xml;
        Assert.Equal(["http://www.example.com", "https://*.example.org", "www.scheme.less"], got.Element("RefererList")!.Elements("Referer").Select(one => one.Value));
        Assert.Equal(["http://www.example.com/bad"], got.Element("RefererBlacklist")!.Elements("Referer").Select(one => one.Value));
        (await PutAsync(oss, "<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer></Referer></RefererList>")).IsOk();
        got = (await oss.Client.GetAsync("/photos", ("referer", null))).Xml;
        Assert.Equal((0, null), (got.Element("RefererList")!.Elements().Count(), got.Element("RefererBlacklist")));
        (await PutAsync(oss, "<AllowEmptyReferer>perhaps</AllowEmptyReferer>")).IsRefused(400, "MalformedXML");
    }

    [Theory]
    [InlineData("http://www.example.com", null)]
    [InlineData("http://www.example.com/page?x=1", null)]
    [InlineData("HTTP://WWW.EXAMPLE.COM/", null)]
    [InlineData("https://docs.example.org/a", null)]
    [InlineData("https://www.scheme.less/a", null)]
    [InlineData("http://www.scheme.less", null)]
    [InlineData("https://www.example.com", "0003-00000503")]
    [InlineData("http://elsewhere", "0003-00000503")]
    [InlineData("http://www.example.com/bad/page", "0003-00000502")]
    [InlineData("", "0003-00000501")]
    [InlineData(null, "0003-00000501")]
    public async Task Who_reads_without_Authorization_is_asked_where_from(string? referer, string? ec)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        await PutAsync(oss, "<AllowEmptyReferer>false</AllowEmptyReferer>" + List + Black);
        (string, string)[] headers = referer is null ? [] : [("Referer", referer)];
        foreach (var request in new[] { new OssRequest("GET", "/photos/a") { Headers = headers }, new OssRequest("HEAD", "/photos/a") { Headers = headers } })
        {
            Check(await oss.As(null).SendAsync(request));
            Check(await oss.Client.SendAsync(request with { Signing = Signing.PresignedV1 }));
            Check(await oss.Client.SendAsync(request with { Signing = Signing.PresignedV4 }));
            (await oss.Client.SendAsync(request)).IsOk();
        }

        void Check(OssAnswer answer)
        {
            if (ec is null) answer.IsOk();
            else
            {
                answer.IsRefused(403, "AccessDenied", ec);
                Assert.Equal("You are denied by bucket referer policy.", answer.Message);
            }
        }
    }

    [Fact]
    public async Task An_empty_referer_is_not_asked_for_while_the_lists_are_empty()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        await PutAsync(oss, "<AllowEmptyReferer>false</AllowEmptyReferer><RefererList/>");
        (await oss.As(null).GetAsync("/photos/a")).IsOk();
    }

    [Fact]
    public async Task What_is_truncated_does_not_match()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "public-read"));
        const string list = "<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>http://a/*?key=1</Referer><Referer>http://b/page</Referer></RefererList>";
        await PutAsync(oss, list);
        await IsAsync("http://a/x?key=1", 403);
        await IsAsync("http://b/page", 200);
        await PutAsync(oss, list + "<AllowTruncateQueryString>false</AllowTruncateQueryString>");
        await IsAsync("http://a/x?key=1", 200);
        await PutAsync(oss, list + "<TruncatePath>true</TruncatePath>");
        await IsAsync("http://b/page", 403);
        await IsAsync("", 200);

        async Task IsAsync(string referer, int status)
            => Assert.Equal(status, (await oss.As(null).SendAsync(new("GET", "/photos/a") { Headers = [("Referer", referer)] })).Status);
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string content)
        => oss.Client.SendAsync(new("PUT", "/photos") { Query = [("referer", null)], Body = Encoding.UTF8.GetBytes($"<RefererConfiguration>{content}</RefererConfiguration>") });
}
