using System.Net;
using System.Text;
using FcCreds.Conformance;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace FcCreds.SdkTests.OfficialClients;

/// <summary>WireMock as an upstream STS that fails first and gives credentials then.</summary>
public sealed class UpstreamTests : IAsyncLifetime
{
    private const string Scenario = "recovery";

    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-sdk-").FullName;
    private readonly WireMockServer sts = WireMockServer.Start();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private ServeProcess server = null!;

    public async ValueTask InitializeAsync() => server = await ServeProcess.StartAsync(
        folder,
        new Dictionary<string, string> { ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIme", ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "my-secret" },
        "--ephemeral", "--upstream-role", "acs:ram::1234567890123456:role/dev", "--upstream-endpoint", sts.Url!);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        sts.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Failing_upstream_is_asked_again_after_a_pause_and_its_credentials_are_kept()
    {
        var request = Request.Create().WithPath("/").UsingPost().WithHeader("x-acs-action", "AssumeRole").WithParam("RoleSessionName", "fccreds");
        sts.Given(request).InScenario(Scenario).WillSetStateTo("up").RespondWith(Response.Create().WithStatusCode(503));
        sts.Given(request).InScenario(Scenario).WhenStateIs("up").RespondWith(Response.Create().WithStatusCode(200).WithBody(
            """{"Credentials":{"AccessKeyId":"STS.up","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2999-01-01T00:00:00Z"}}"""));

        var (status, body) = await OrderAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("UpstreamUnavailable", body, StringComparison.Ordinal);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (status != HttpStatusCode.OK)
        {
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            (status, body) = await OrderAsync();
        }
        Assert.Contains("STS.up", body, StringComparison.Ordinal);
        await OrderAsync();
        Assert.Equal(2, sts.LogEntries.Count());
    }

    private async Task<(HttpStatusCode Status, string Body)> OrderAsync()
    {
        using var order = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/_fccreds/credentials"));
        order.Headers.Add("x-fccreds-token", server.ControlToken);
        order.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"upstream":true}"""));
        using var reply = await http.SendAsync(order, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
