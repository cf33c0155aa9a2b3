using System.Text;

namespace FcCreds.Tests.Oss.Website;

public sealed class WebsitePagesTests
{
    private const string Index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
    private const string Error = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";

    [Fact]
    public async Task A_configuration_comes_back_as_it_was_put_and_goes()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("website", null))).IsRefused(404, "NoSuchWebsiteConfiguration");
        (await PutAsync(oss, Index + Error + Rule(1, "<KeyPrefixEquals>a/</KeyPrefixEquals>", "<RedirectType>Mirror</RedirectType><MirrorURL>http://origin/</MirrorURL><MirrorPassQueryString>True</MirrorPassQueryString>"))).IsOk();
        var got = (await oss.Client.GetAsync("/photos", ("website", null))).IsOk().Xml;
        Assert.Equal(("index.html", "error.html"), (got.Element("IndexDocument")!.Element("Suffix")!.Value, got.Element("ErrorDocument")!.Element("Key")!.Value));
        var redirect = got.Element("RoutingRules")!.Element("RoutingRule")!.Element("Redirect")!;
        Assert.Equal(("true", "true"), (redirect.Element("MirrorPassQueryString")!.Value, redirect.Element("PassQueryString")!.Value));
        (await oss.Client.DeleteAsync("/photos", ("website", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos", ("website", null))).IsRefused(404, "NoSuchWebsiteConfiguration");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<IndexDocument/>")]
    [InlineData("<ErrorDocument><HttpStatus>404</HttpStatus></ErrorDocument>")]
    [InlineData("<ErrorDocument><Key>e</Key><HttpStatus>500</HttpStatus></ErrorDocument>")]
    [InlineData("<IndexDocument><Suffix>i</Suffix><Type>3</Type></IndexDocument>")]
    [InlineData("<RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Redirect><RedirectType>External</RedirectType></Redirect></RoutingRule></RoutingRules>")]
    [InlineData("<RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition/><Redirect><RedirectType>Mirror</RedirectType></Redirect></RoutingRule></RoutingRules>")]
    [InlineData("<RoutingRules><RoutingRule><RuleNumber>0</RuleNumber><Condition/><Redirect><RedirectType>External</RedirectType></Redirect></RoutingRule></RoutingRules>")]
    [InlineData("<RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition/><Redirect><RedirectType>External</RedirectType><HttpRedirectCode>200</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>")]
    public async Task A_configuration_outside_the_schema_is_refused(string content)
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal(400, (await PutAsync(oss, content)).Status);
    }

    [Fact]
    public async Task The_root_shows_the_index_page_to_who_does_not_sign_and_the_list_to_who_does()
    {
        await using var oss = await SiteAsync(Index + Error, "index.html");
        Assert.Equal("index.html", (await oss.As(null).GetAsync("/photos")).IsOk().Text);
        Assert.Equal("index.html", (await oss.As(null).SendAsync(new("GET", "/") { Host = "photos.oss-cn-hangzhou.aliyuncs.com" })).IsOk().Text);
        Assert.Equal("ListBucketResult", (await oss.Client.GetAsync("/photos")).IsOk().Xml.Name.LocalName);
        (await oss.As(null).GetAsync("/photos", ("acl", null))).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task A_directory_without_support_for_them_shows_the_root_s_index_page_to_everyone()
    {
        await using var oss = await SiteAsync(Index, "index.html", "sub/index.html", "own/");
        Assert.Equal("index.html", (await oss.As(null).GetAsync("/photos/sub/")).IsOk().Text);
        Assert.Equal("index.html", (await oss.Client.GetAsync("/photos/any/")).IsOk().Text);
        Assert.Equal("own/", (await oss.As(null).GetAsync("/photos/own/")).IsOk().Text);
    }

    [Theory]
    [InlineData("", 302, "/photos/sub/")]
    [InlineData("<Type>0</Type>", 302, "/photos/sub/")]
    [InlineData("<Type>1</Type>", 404, null)]
    [InlineData("<Type>2</Type>", 200, null)]
    public async Task A_directory_asked_for_without_its_slash_is_found_as_Type_says(string type, int status, string? location)
    {
        await using var oss = await SiteAsync($"<IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir>{type}</IndexDocument>", "index.html", "sub/index.html");
        Assert.Equal("sub/index.html", (await oss.As(null).GetAsync("/photos/sub/")).IsOk().Text);
        var answer = await oss.As(null).GetAsync("/photos/sub");
        Assert.Equal((status, location), (answer.Status, answer["Location"]));
        (await oss.As(null).GetAsync("/photos/none")).IsRefused(404, "NoSuchKey");
    }

    [Theory]
    [InlineData("", 404)]
    [InlineData("<HttpStatus>200</HttpStatus>", 200)]
    public async Task A_browser_gets_the_error_page_and_a_client_the_error(string status, int expected)
    {
        await using var oss = await SiteAsync($"<ErrorDocument><Key>error.html</Key>{status}</ErrorDocument>", "error.html");
        var answer = await oss.As(null).GetAsync("/photos/none");
        Assert.Equal((expected, "error.html", "text/html"), (answer.Status, answer.Text, answer["Content-Type"]));
        Assert.Equal("NoSuchKey", oss.JournalOf(answer).Code);
        Assert.Equal((expected, ""), ((await oss.As(null).HeadAsync("/photos/none")).Status, (await oss.As(null).HeadAsync("/photos/none")).Text));
        (await oss.Client.GetAsync("/photos/none")).IsRefused(404, "NoSuchKey", "0026-00000001");
    }

    [Fact]
    public async Task An_error_page_that_is_missing_too_leaves_the_error()
    {
        await using var oss = await SiteAsync(Index + Error);
        (await oss.As(null).GetAsync("/photos/none")).IsRefused(404, "NoSuchKey");
        (await oss.As(null).GetAsync("/photos")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_website_shows_nothing_that_its_visitor_may_not_read()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Index + Error);
        foreach (var key in new[] { "index.html", "error.html" }) await oss.Client.PutAsync($"/photos/{key}", key);
        (await oss.As(null).GetAsync("/photos")).IsRefused(403, "AccessDenied");
        (await oss.As(null).GetAsync("/photos/sub/")).IsRefused(403, "AccessDenied");
        (await oss.As(null).GetAsync("/photos/none")).IsRefused(403, "AccessDenied");
    }

    [Theory]
    [InlineData("<Protocol>https</Protocol><HostName>example.com</HostName><HttpRedirectCode>301</HttpRedirectCode>", 301, "https://example.com/abc/a%20b.txt")]
    [InlineData("<HostName>example.com</HostName><ReplaceKeyPrefixWith>def/</ReplaceKeyPrefixWith>", 302, "http://example.com/def/a%20b.txt")]
    [InlineData("<HostName>example.com</HostName><ReplaceKeyWith>prefix/${key}.suffix</ReplaceKeyWith>", 302, "http://example.com/prefix/abc/a%20b.txt.suffix")]
    [InlineData("<HostName>example.com</HostName><PassQueryString>true</PassQueryString>", 302, "http://example.com/abc/a%20b.txt?v=1")]
    public async Task A_rule_redirects_what_it_matches(string redirect, int status, string location)
    {
        const string condition = "<KeyPrefixEquals>abc/</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>";
        await using var oss = await SiteAsync(Rule(2, condition, "<RedirectType>External</RedirectType>" + redirect), "abc/there");
        var answer = await oss.As(null).SendAsync(new("GET", "/photos/abc/a%20b.txt") { Query = [("v", "1")] });
        Assert.Equal((status, location), (answer.Status, answer["Location"]));
        (await oss.As(null).GetAsync("/photos/abc/there")).IsOk();
        (await oss.As(null).GetAsync("/photos/other")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_rule_without_a_status_comes_before_the_object_and_the_first_rule_by_number_counts()
    {
        const string header = "<KeySuffixEquals>.txt</KeySuffixEquals><IncludeHeader><Key>x-who</Key><Equals>me</Equals></IncludeHeader>";
        await using var oss = await SiteAsync(
            "<RoutingRules>" + Bare(2, "", "<RedirectType>External</RedirectType><HostName>second</HostName>")
            + Bare(1, header, "<RedirectType>Internal</RedirectType><ReplaceKeyWith>inner</ReplaceKeyWith>") + "</RoutingRules>",
            "a.txt", "inner");
        Assert.Equal("http://second/a.txt", (await oss.As(null).GetAsync("/photos/a.txt"))["Location"]);
        Assert.Equal("inner", (await oss.As(null).SendAsync(new("GET", "/photos/a.txt") { Headers = [("x-who", "me")] })).IsOk().Text);
    }

    [Fact]
    public async Task A_mirror_rule_says_that_it_does_nothing_here()
    {
        await using var oss = await SiteAsync(Rule(1, "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>", "<RedirectType>Mirror</RedirectType><MirrorURL>http://origin/</MirrorURL>"));
        var answer = await oss.As(null).GetAsync("/photos/none");
        answer.IsRefused(404, "NoSuchKey");
        Assert.Equal("no-effect", Assert.Single(oss.NotesOf(answer)).Kind);
    }

    private static string Rule(int number, string condition, string redirect) => $"<RoutingRules>{Bare(number, condition, redirect)}</RoutingRules>";

    private static string Bare(int number, string condition, string redirect)
        => $"<RoutingRule><RuleNumber>{number}</RuleNumber><Condition>{condition}</Condition><Redirect>{redirect}</Redirect></RoutingRule>";

    /// <summary>A public bucket with that configuration, whose objects hold their own keys.</summary>
    private static async Task<OssFixture> SiteAsync(string configuration, params string[] keys)
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read")] })).IsOk();
        foreach (var key in keys) (await oss.Client.PutAsync($"/photos/{key}", key, ("Content-Type", "text/html"))).IsOk();
        (await PutAsync(oss, configuration)).IsOk();
        return oss;
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string content)
        => oss.Client.SendAsync(new("PUT", "/photos") { Query = [("website", null)], Body = Encoding.UTF8.GetBytes($"<WebsiteConfiguration>{content}</WebsiteConfiguration>") });
}
