using System.Net;
using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers;
using FcCreds.Tests.Fc.Triggers.Http;

namespace FcCreds.Tests.Fc.Domains;

public sealed class CustomDomainTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task The_most_exact_route_wins_and_rewrites_the_path()
    {
        var (one, other) = (Web.Declare(host, Web.EchoEvent), Web.Declare(host, Web.EchoEvent));
        var domain = Declare($$"""
            "routeConfig":{"routes":[
              {"path":"/*","functionName":"{{one}}"},
              {"path":"/api/*","functionName":"{{other}}","rewriteConfig":{"equalRules":[{"match":"/api/$1","replacement":"/$1"}],"wildcardRules":[{"match":"/api/*/x/*","replacement":"/$2/$1"}],"regexRules":[{"match":"^/api/v(\\d+)","replacement":"/version-$1"}]} },
              {"path":"/api/login","functionName":"{{one}}","methods":["POST"]},
              {"path":"/api/login","functionName":"{{other}}","methods":["GET"]}]}
            """);
        Assert.Equal((one, "/"), await SeenAsync(domain, "/"));
        Assert.Equal((other, "/b%20c/a"), await SeenAsync(domain, "/api/a/x/b%20c"));
        Assert.Equal((other, "/version-2/orders"), await SeenAsync(domain, "/api/v2/orders"));
        Assert.Equal((other, "/$1"), await SeenAsync(domain, "/api/$1"));
        Assert.Equal((other, "/api/login"), await SeenAsync(domain, "/api/login"));
        Assert.Equal((one, "/apis"), await SeenAsync(domain, "/apis"));
    }

    [Fact]
    public async Task Pages_are_shown_rather_than_downloaded_and_the_event_names_the_domain()
    {
        var function = Web.Declare(host, Web.EchoEvent);
        var domain = Declare(To(function));
        using var response = await SendAsync(domain, "/x");
        Assert.Null(response.Content.Headers.ContentDisposition);
        var context = (await Web.JsonAsync(response)).GetProperty("requestContext");
        Assert.Equal((domain, domain.Split('.')[0]), (context.GetProperty("domainName").GetString(), context.GetProperty("domainPrefix").GetString()));
    }

    [Fact]
    public async Task Routes_that_lead_nowhere_are_404()
    {
        var domain = Declare($$"""
            "routeConfig":{"routes":[{"path":"/gone","functionName":"gone"},{"path":"/plain","functionName":"{{host.Declare("python3.10", Web.EchoEvent)}}"}]}
            """);
        using var none = await SendAsync(domain, "/a%20b");
        Assert.Equal((404, "DomainRouteNotFound", $"no route found in domain '{domain}' for path '/a%20b'"), await Web.ErrorAsync(none));
        foreach (var path in (string[])["/gone", "/plain"])
        {
            using var missing = await SendAsync(domain, path);
            Assert.Equal((404, "TriggerNotFound"), ((await Web.ErrorAsync(missing)).Status, (await Web.ErrorAsync(missing)).Code));
        }
    }

    [Fact]
    public async Task Both_the_domain_and_the_trigger_have_to_let_in()
    {
        const string Bearer = """{"tokens":[{"tokenName":"ci","tokenData":"0123456789abcdef0123456789abcdef"}]}""";
        var open = Web.Declare(host, Web.EchoEvent);
        var guarded = Web.Declare(host, Web.EchoEvent, """{"authType":"function","methods":["GET"]}""");
        var domain = Declare($$"""
            "authConfig":{"authType":"bearer","authInfo":{{System.Text.Json.JsonSerializer.Serialize(Bearer)}}},
            "routeConfig":{"routes":[{"path":"/open","functionName":"{{open}}"},{"path":"/guarded","functionName":"{{guarded}}"}]}
            """);
        using var refused = await SendAsync(domain, "/open");
        Assert.Equal((403, "AccessDenied", "Authorization header is expected but missing"), await Web.ErrorAsync(refused));
        using var accepted = await SendAsync(domain, "/open", ("Authorization", "Bearer 0123456789abcdef0123456789abcdef"));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        using var second = await SendAsync(domain, "/guarded", ("Authorization", "Bearer 0123456789abcdef0123456789abcdef"));
        Assert.Equal("SignatureNotMatch", (await Web.ErrorAsync(second)).Code);
    }

    [Fact]
    public async Task A_protocol_that_the_domain_does_not_have_is_refused_and_a_trigger_switched_off_still_answers()
    {
        var function = Web.Declare(host, Web.EchoEvent, """{"authType":"anonymous","methods":["GET"],"disableURLInternet":true}""");
        using var plain = await SendAsync(Declare(To(function), "HTTPS"), "/");
        Assert.Equal(403, (await Web.ErrorAsync(plain)).Status);
        using var both = await SendAsync(Declare(To(function), "HTTP,HTTPS"), "/");
        Assert.Equal(HttpStatusCode.OK, both.StatusCode);
    }

    [Theory]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", false)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("api.example.com", "API.example.com:8280", true)]
    public void A_wildcard_stands_for_one_label(string declared, string host, bool isFound)
    {
        var domains = new CustomDomains();
        domains.Declare(CustomDomain.Read($$"""{"domainName":"{{declared}}","protocol":"HTTP"}""", FcHost.Account, [])!);
        Assert.Equal(isFound, domains.Find(host) is not null);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("a.aliyuncs.com", false)]
    [InlineData("x.cn-hangzhou.fcapp.run", false)]
    [InlineData("under_score.example.com", false)]
    [InlineData("api.example.com", true)]
    public void A_domain_is_a_name_of_ones_own(string name, bool isValid)
    {
        List<SettingsProblem> problems = [];
        CustomDomain.Read($$"""{"domainName":"{{name}}","protocol":"HTTP"}""", FcHost.Account, problems);
        Assert.Equal(isValid, problems.Count == 0);
    }

    private static string To(string function) => $$"""
        "routeConfig":{"routes":[{"path":"/*","functionName":"{{function}}"}]}
        """;

    private string Declare(string settings, string protocol = "HTTP")
    {
        var name = $"d{Guid.NewGuid():N}.example.com";
        List<SettingsProblem> problems = [];
        var domain = CustomDomain.Read($$"""{"domainName":"{{name}}","protocol":"{{protocol}}",{{settings}} }""", FcHost.Account, problems);
        Assert.Empty(problems);
        host.Fc.Domains.Declare(domain!);
        return name;
    }

    private Task<HttpResponseMessage> SendAsync(string domain, string target, params (string Name, string Value)[] headers)
        => Web.SendAsync(host, HttpMethod.Get, target, null, [("Host", domain), .. headers]);

    private async Task<(string Function, string RawPath)> SeenAsync(string domain, string target)
    {
        using var response = await SendAsync(domain, target);
        var id = response.Headers.GetValues("X-Fc-Request-Id").Single();
        var called = host.Journal.Read(new() { RequestId = id }).OfType<FcCreds.Core.Journal.ServiceCalled>().Single();
        return (called.FunctionName!, (await Web.JsonAsync(response)).GetProperty("rawPath").GetString()!);
    }
}
