using System.Net;
using System.Text.Json;
using FcCreds.Core.Journal;
using FcCreds.Identity.Upstream;
using FcCreds.Server;
using FcCreds.Server.Configuration;
using FcCreds.Server.Control;
using FcCreds.Tests.Identity.Delivery;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>How the server hands out what works in the real cloud.</summary>
public sealed class RealCredentialsTests
{
    private const string RoleArn = "acs:ram::1234567890123456:role/real";

    [Fact]
    public async Task Credentials_uri_marks_them_real_and_the_order_says_so_too()
    {
        await using var sts = await StubSts.StartAsync();
        sts.Answer = StubSts.Gives("STS.real", TimeProvider.System.GetUtcNow().AddHours(1));
        await using var program = await Delivering.StartAsync(upstream: Options(sts.Url));
        var ordered = await program.PostAsync(OrderEndpoint.Credentials, new { upstream = true });
        using var reply = JsonDocument.Parse(ordered.Body);
        Assert.True(reply.RootElement.GetProperty("isReal").GetBoolean());
        Assert.Empty(reply.RootElement.GetProperty("capture").EnumerateObject());

        var prepared = await program.PostAsync(Consumers.Path, new { via = "uri", session = new { upstream = true } });
        using var variables = JsonDocument.Parse(prepared.Body);
        var uri = new Uri(variables.RootElement.GetProperty("variables").GetProperty("ALIBABA_CLOUD_CREDENTIALS_URI").GetString()!);
        var (status, body) = await program.GetAsync(uri);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("STS.real", Delivering.AccessKeyIdIn(body));
        using var given = JsonDocument.Parse(body);
        Assert.True(given.RootElement.GetProperty("Real").GetBoolean());
        var issued = Assert.Single(program.Server.Rooms.Journal.Read(new()).OfType<CredentialIssued>());
        Assert.True(issued.IsReal);
    }

    [Theory]
    [InlineData("""{"via":"metadata","session":{"upstream":true}}""", "InvalidParameter")]
    [InlineData("""{"via":"uri","session":{"upstream":true,"role":"other"}}""", "InvalidParameter")]
    public async Task What_cannot_be_had_of_real_credentials_is_refused(string order, string code)
    {
        await using var sts = await StubSts.StartAsync();
        await using var program = await Delivering.StartAsync(upstream: Options(sts.Url));
        Assert.Contains(code, (await program.PostAsync(Consumers.Path, JsonSerializer.Deserialize<JsonElement>(order))).Body, StringComparison.Ordinal);
        Assert.Equal(0, sts.Calls);
    }

    [Fact]
    public async Task Server_without_an_upstream_role_has_none()
    {
        await using var program = await Delivering.StartAsync();
        var (status, body) = await program.PostAsync(OrderEndpoint.Credentials, new { upstream = true });
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("UpstreamNotConfigured", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", "https://sts.aliyuncs.com", "FCCREDS_CONTROL_TOKEN")]
    [InlineData("127.0.0.1", "http://sts.example.com", "in the clear")]
    public async Task Server_that_would_give_them_away_does_not_start(string address, string endpoint, string said)
    {
        var options = new ServerOptions
        {
            Configuration = FcCredsConfiguration.Default(),
            Listen = [new(IPAddress.Parse(address), 0)],
            Upstream = Options(new(endpoint)),
        };
        var refused = await Assert.ThrowsAsync<StartFailure>(() => FcCredsServer.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static UpstreamOptions Options(Uri endpoint) => new() { Endpoint = endpoint, RoleArn = RoleArn, Identity = new UpstreamKey(new("LTAIme", new("my-secret"))) };
}
