namespace FcCreds.Tests.Fc.Triggers.Http.Cors;

public sealed class CorsHeadersTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Page = "https://shop.example.com";
    private const string Rules = """
        {"authType":"anonymous","methods":["GET","POST","OPTIONS"],"corsConfig":{"allowOrigins":["https://shop.example.com"],"allowMethods":["GET","PUT"],
         "allowHeaders":["X-Token"],"exposeHeaders":["X-Total"],"allowCredentials":true,"maxAge":60}}
        """;

    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task Without_settings_every_origin_may_call_and_the_function_may_say_otherwise()
    {
        var silent = Web.Declare(host, "def handler(event, context):\n    return 'x'\n");
        using var open = await Web.GetAsync(host, silent, "/", ("Origin", Page));
        Assert.Equal((Page, "true", "Date,x-fc-request-id"), (Header(open, "Allow-Origin"), Header(open, "Allow-Credentials"), Header(open, "Expose-Headers")));
        using var same = await Web.GetAsync(host, silent);
        Assert.Null(Header(same, "Allow-Origin"));

        var own = Web.Declare(host, "def handler(event, context):\n    return {'statusCode': 200, 'headers': {'access-control-allow-origin': 'https://only.example.com'}}\n");
        using var narrowed = await Web.GetAsync(host, own, "/", ("Origin", Page));
        Assert.Equal("https://only.example.com", Header(narrowed, "Allow-Origin"));
    }

    [Fact]
    public async Task Without_settings_a_preflight_is_the_functions_if_it_lists_options()
    {
        var listed = Web.Declare(host, "def handler(event, context):\n    return {'statusCode': 299}\n", """{"authType":"anonymous","methods":["OPTIONS"]}""");
        using var answered = await PreflightAsync(listed, Page, "GET");
        Assert.Equal(299, (int)answered.StatusCode);
        var unlisted = Web.Declare(host, Web.EchoEvent);
        using var refused = await PreflightAsync(unlisted, Page, "GET");
        Assert.Equal(403, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_preflight_that_the_rules_allow_is_answered_without_the_function()
    {
        var function = Web.Declare(host, "def handler(event, context):\n    return {'statusCode': 299}\n", Rules);
        using var allowed = await PreflightAsync(function, Page, "PUT", "x-token");
        Assert.Equal((204, Page, "true", "GET,PUT", "X-Token", "60"), ((int)allowed.StatusCode, Header(allowed, "Allow-Origin"), Header(allowed, "Allow-Credentials"), Header(allowed, "Allow-Methods"), Header(allowed, "Allow-Headers"), Header(allowed, "Max-Age")));
        foreach (var (origin, method, headers) in ((string, string, string)[])[("https://evil.example.com", "PUT", ""), (Page, "DELETE", ""), (Page, "PUT", "X-Other")])
        {
            using var forwarded = await PreflightAsync(function, origin, method, headers);
            Assert.Equal(299, (int)forwarded.StatusCode);
        }
    }

    [Fact]
    public async Task Answers_carry_what_the_rules_say_beside_what_the_function_says()
    {
        var function = Web.Declare(host, "def handler(event, context):\n    return {'statusCode': 200, 'headers': {'Access-Control-Expose-Headers': 'X-Mine'}}\n", Rules);
        using var allowed = await Web.GetAsync(host, function, "/", ("Origin", Page));
        Assert.Equal((Page, "X-Mine|X-Total"), (Header(allowed, "Allow-Origin"), Header(allowed, "Expose-Headers")));
        using var stranger = await Web.GetAsync(host, function, "/", ("Origin", "https://evil.example.com"));
        Assert.Equal((null, "X-Mine"), (Header(stranger, "Allow-Origin"), Header(stranger, "Expose-Headers")));
    }

    [Theory]
    [InlineData("*", false, "*")]
    [InlineData("*", true, Page)]
    [InlineData("https://*", false, Page)]
    [InlineData("http://*", false, null)]
    public async Task Origins_are_any_a_scheme_or_exact(string allowed, bool credentials, string? expected)
    {
        var function = Web.Declare(host, Web.EchoEvent, $$"""
            {"authType":"anonymous","methods":["GET"],"corsConfig":{"allowOrigins":["{{allowed}}"],"allowMethods":["GET"],"allowCredentials":{{(credentials ? "true" : "false")}} } }
            """);
        using var response = await Web.GetAsync(host, function, "/", ("Origin", Page));
        Assert.Equal(expected, Header(response, "Allow-Origin"));
    }

    private Task<HttpResponseMessage> PreflightAsync(string function, string origin, string method, string headers = "")
        => Web.SendAsync(host, HttpMethod.Options, $"/_fccreds/http/{function}/", null, ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues($"Access-Control-{name}", out var values) ? string.Join('|', values) : null;
}
