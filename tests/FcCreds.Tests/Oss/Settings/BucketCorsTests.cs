using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketCorsTests
{
    private const string Rules = """
        <CORSConfiguration>
          <CORSRule>
            <AllowedOrigin>https://*.example.com</AllowedOrigin>
            <AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>
            <AllowedHeader>x-oss-*</AllowedHeader><AllowedHeader>Content-Type</AllowedHeader>
            <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader>
            <MaxAgeSeconds>100</MaxAgeSeconds>
          </CORSRule>
          <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>
        </CORSConfiguration>
        """;

    [Fact]
    public async Task Rules_come_back_and_go()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("cors", null))).IsRefused(404, "NoSuchCORSConfiguration");
        (await PutAsync(oss, Rules)).IsOk();
        var got = (await oss.Client.GetAsync("/photos", ("cors", null))).IsOk().Xml;
        Assert.Equal(["https://*.example.com", "*"], got.Elements("CORSRule").Select(rule => rule.Element("AllowedOrigin")!.Value));
        Assert.Equal("false", got.Element("ResponseVary")!.Value);
        (await oss.Client.DeleteAsync("/photos", ("cors", null))).IsOk(204);
        (await oss.Client.DeleteAsync("/photos", ("cors", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos", ("cors", null))).IsRefused(404, "NoSuchCORSConfiguration");
    }

    [Theory]
    [InlineData("", "MalformedXML")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>", "MalformedXML")]
    [InlineData("<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>", "MalformedXML")]
    [InlineData("<CORSRule><AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>", "InvalidArgument")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule>", "InvalidArgument")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*-*</AllowedHeader></CORSRule>", "InvalidArgument")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>*</ExposeHeader></CORSRule>", "InvalidArgument")]
    [InlineData("<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>soon</MaxAgeSeconds></CORSRule>", "InvalidArgument")]
    public async Task A_rule_outside_the_schema_is_refused(string rules, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, $"<CORSConfiguration>{rules}</CORSConfiguration>")).IsRefused(400, code);
    }

    [Fact]
    public async Task An_eleventh_rule_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        var rule = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
        (await PutAsync(oss, $"<CORSConfiguration>{string.Concat(Enumerable.Repeat(rule, 11))}</CORSConfiguration>")).IsRefused(400, "MalformedXML");
        (await PutAsync(oss, $"<CORSConfiguration>{string.Concat(Enumerable.Repeat(rule, 10))}</CORSConfiguration>")).IsOk();
    }

    [Theory]
    [InlineData("/photos/a")]
    [InlineData("/photos")]
    public async Task A_preflight_that_a_rule_allows_is_answered_without_a_signature(string path)
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Rules);
        var answer = (await AskAsync(oss, path, "https://www.example.com", "PUT", "x-oss-meta-a, content-type")).IsOk();
        Assert.Equal("https://www.example.com", answer["Access-Control-Allow-Origin"]);
        Assert.Equal("PUT, GET", answer["Access-Control-Allow-Methods"]);
        Assert.Equal("x-oss-meta-a, content-type", answer["Access-Control-Allow-Headers"]);
        Assert.Equal("ETag, x-oss-request-id", answer["Access-Control-Expose-Headers"]);
        Assert.Equal("100", answer["Access-Control-Max-Age"]);
        Assert.Null(answer["Vary"]);
        Assert.Equal("*", (await AskAsync(oss, path, "http://elsewhere", "GET", null)).IsOk()["Access-Control-Allow-Origin"]);
    }

    [Theory]
    [InlineData("http://elsewhere", "PUT", null)]
    [InlineData("https://www.example.com", "DELETE", null)]
    [InlineData("https://www.example.com", "PUT", "authorization")]
    public async Task A_preflight_that_no_rule_allows_is_refused(string origin, string method, string? headers)
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Rules);
        var answer = await AskAsync(oss, "/photos/a", origin, method, headers);
        answer.IsRefused(403, "AccessForbidden");
        Assert.StartsWith("CORSResponse: This CORS request is not allowed.", answer.Message, StringComparison.Ordinal);
        Assert.Null(answer["Access-Control-Allow-Origin"]);
    }

    [Fact]
    public async Task A_preflight_without_its_headers_or_without_rules_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(null).SendAsync(new("OPTIONS", "/photos/a"))).IsRefused(400, "BadRequest");
        (await oss.As(null).SendAsync(new("OPTIONS", "/photos/a") { Headers = [("Origin", "http://a")] })).IsRefused(400, "BadRequest");
        Assert.Equal("CORSResponse: CORS is not enabled for this bucket.", (await AskAsync(oss, "/photos/a", "http://a", "GET", null)).Message);
        (await AskAsync(oss, "/nobody-s/a", "http://a", "GET", null)).IsRefused(404, "NoSuchBucket");
    }

    [Fact]
    public async Task A_preflight_carries_the_query_of_the_request_to_come()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Rules);
        var presigned = oss.Client.Signed(new("PUT", "/photos/a") { Signing = Signing.PresignedV4, Query = [("x-oss-process", "style/a")] });
        (await oss.As(null).SendAsync(new("OPTIONS", "/photos/a")
        {
            Query = [.. presigned.Query.Select(one => (one.Name, one.Value)), ("uploads", null)],
            Headers = [("Origin", "https://www.example.com"), ("Access-Control-Request-Method", "PUT")],
        })).IsOk();
    }

    [Fact]
    public async Task A_request_from_another_origin_is_answered_with_the_rule_s_headers_even_when_it_fails()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Rules);
        (string, string)[] from = [("Origin", "https://www.example.com")];
        Assert.Equal("https://www.example.com", (await oss.Client.PutAsync("/photos/a", "x", from)).IsOk()["Access-Control-Allow-Origin"]);
        var missing = await oss.Client.SendAsync(new("GET", "/photos/b") { Headers = from });
        missing.IsRefused(404, "NoSuchKey");
        Assert.Equal("ETag, x-oss-request-id", missing["Access-Control-Expose-Headers"]);
        Assert.Null((await oss.Client.SendAsync(new("DELETE", "/photos/a") { Headers = from })).IsOk(204)["Access-Control-Allow-Origin"]);
        Assert.Null((await oss.Client.PutAsync("/photos/a", "x")).IsOk()["Access-Control-Allow-Origin"]);
    }

    [Fact]
    public async Task ResponseVary_says_so_on_every_reply()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, Rules.Replace("</CORSConfiguration>", "<ResponseVary>true</ResponseVary></CORSConfiguration>", StringComparison.Ordinal));
        Assert.Equal("Origin", (await oss.Client.PutAsync("/photos/a.txt", new string('a', 4096), ("Content-Type", "text/plain"))).IsOk()["Vary"]);
        Assert.Equal("Accept-Encoding, Origin", (await oss.Client.SendAsync(new("GET", "/photos/a.txt") { Headers = [("Accept-Encoding", "gzip")] })).IsOk()["Vary"]);
        Assert.Equal("Origin", (await AskAsync(oss, "/photos/a", "http://elsewhere", "GET", null)).IsOk()["Vary"]);
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string document)
        => oss.Client.SendAsync(new("PUT", "/photos") { Query = [("cors", null)], Body = Encoding.UTF8.GetBytes(document) });

    private static Task<OssAnswer> AskAsync(OssFixture oss, string path, string origin, string method, string? headers)
        => oss.As(null).SendAsync(new("OPTIONS", path)
        {
            Headers = headers is null
                ? [("Origin", origin), ("Access-Control-Request-Method", method)]
                : [("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)],
        });
}
