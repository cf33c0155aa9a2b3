using System.Net;
using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control.Why;

namespace FcCreds.Tests.Server.Triggers;

/// <summary>Triggers at every name, through the whole server.</summary>
public sealed class AddressTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-test-");
    private TestServer server = null!;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "index.py"), "import json\ndef handler(event, context):\n    evt = json.loads(event)\n    return evt['requestContext']['domainName'] + evt['rawPath']\n");
        server = await TestServer.StartAsync(configure: Configure);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Names_that_lead_here_are_answered_by_the_function()
    {
        var trigger = server.Rooms.Functions.HttpTriggers.Find("orders", "LATEST")!;
        Assert.Equal("orders.fcapp.localhost/a", await GetAsync("/a", $"orders.fcapp.localhost:{server.Url.Port}"));
        Assert.Equal($"{trigger.DomainName}/a", await GetAsync("/a", trigger.DomainName));
        Assert.Equal("api.example.com/a", await GetAsync("/a", "api.example.com"));
        Assert.Equal($"{trigger.DomainName}/a", await GetAsync("/_fccreds/http/orders/a", server.Url.Authority));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_child_of_the_server_reaches_triggers_and_custom_domains_by_their_names(string scheme)
    {
        using var captured = server.Captured();
        var name = server.Rooms.Functions.HttpTriggers.Find("orders", "LATEST")!.DomainName;
        foreach (var host in (string[])["api.example.com", name])
            Assert.Equal($"{host}/b", await captured.GetStringAsync(new Uri($"{scheme}://{host}/b"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_in_a_browser_may_call_a_trigger_and_no_control_path()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var trigger = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/_fccreds/http/orders/")) { Headers = { { "Origin", "https://page.example.com" } } };
        using var answered = await http.SendAsync(trigger, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        using var control = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/_fccreds/journal")) { Headers = { { "Origin", "https://page.example.com" } } };
        using var refused = await http.SendAsync(control, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Explain_tells_what_a_masked_error_was()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "index.py"), "def handler(event, context):\n    raise Exception('broken')\n");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var failed = await http.GetAsync(new Uri(server.Url, "/_fccreds/http/orders/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        var report = new Explainer(server.Rooms.Journal).Explain(failed.Headers.GetValues("X-Fc-Request-Id").Single());
        Assert.Contains("It ended with UnhandledInvocationError (Unhandled function error)", report.Note, StringComparison.Ordinal);
    }

    private FcCredsConfiguration Configure(FcCredsConfiguration configuration) => configuration with
    {
        Functions =
        [
            new()
            {
                Name = "orders",
                AccountId = configuration.AccountId,
                Region = "cn-hangzhou",
                Runtime = "python3.10",
                Handler = "index.handler",
                CodePath = folder.FullName,
                Timeout = TimeSpan.FromSeconds(30),
                Triggers = [new() { TriggerName = "web", TriggerType = HttpTrigger.Type, TriggerConfig = """{"authType":"anonymous","methods":["GET"]}""" }],
            },
        ],
        CustomDomains = [CustomDomain.Read("""{"domainName":"api.example.com","protocol":"HTTP,HTTPS","routeConfig":{"routes":[{"path":"/*","functionName":"orders"}]}}""", configuration.AccountId, [])!],
    };

    private async Task<string> GetAsync(string target, string host)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, target)) { Headers = { Host = host } };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
