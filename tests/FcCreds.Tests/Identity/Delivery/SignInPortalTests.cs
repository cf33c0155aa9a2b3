using System.Net;
using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Identity.Delivery;

/// <summary>What no SDK sends; the providers themselves are in fixtures/samples/node-providers.</summary>
public sealed class SignInPortalTests
{
    [Fact]
    public async Task An_access_token_is_good_until_it_ends_and_only_where_it_belongs()
    {
        await using var program = await Delivering.StartAsync();
        var portal = (await ProfileAsync(program, "cloud-sso"))["access_token"];
        var (status, body) = await AskAsync(program, "/cloud-credentials", portal);
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.StartsWith("STS.", json.RootElement.GetProperty("CloudCredential").GetProperty("AccessKeyId").GetString(), StringComparison.Ordinal);
        Assert.Contains(program.Server.Rooms.Journal.Read(new()).OfType<ServiceCalled>(), call => call is { Service: "cloud-sso", Status: 200, SessionId: not null });

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, "/v1/exchange", portal, "oauth.aliyun.com")).Status);
        program.Server.Rooms.Clocks.Life.Shift = TimeSpan.FromHours(9);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, "/cloud-credentials", portal)).Status);
    }

    [Theory]
    [InlineData("fccreds-")]
    [InlineData("fccreds-AAAA")]
    [InlineData("fccreds-not base64")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("x")]
    public async Task What_is_no_token_gets_nothing(string token)
    {
        await using var program = await Delivering.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, "/cloud-credentials", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, "/v1/exchange", token, "oauth.alibabacloud.com")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(program, "/v1/token", token, "oauth.aliyun.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(program, "/v1/other", token, "oauth.aliyun.com")).Status);
    }

    [Fact]
    public async Task A_page_in_a_browser_gets_nothing()
    {
        await using var program = await Delivering.StartAsync();
        var portal = (await ProfileAsync(program, "cloud-sso"))["access_token"];
        var (status, _) = await program.GetAsync(new(program.Server.Url, "/cloud-credentials"), null, HttpMethod.Post, ("Authorization", $"Bearer {portal}"), ("Origin", "http://127.0.0.1:8280"));
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task A_fault_of_deliveries_spoils_these_too()
    {
        await using var program = await Delivering.StartAsync();
        var portal = (await ProfileAsync(program, "cloud-sso"))["access_token"];
        program.Server.Rooms.Faults.Set(new() { Operation = "uri:GetCredentials", Deliver = "token" }, 1);
        using var json = JsonDocument.Parse((await AskAsync(program, "/cloud-credentials", portal)).Body);
        Assert.Equal("", json.RootElement.GetProperty("CloudCredential").GetProperty("SecurityToken").GetString());
    }

    private static async Task<IReadOnlyDictionary<string, string>> ProfileAsync(Delivering program, string via)
    {
        using var reply = await program.OrderAsync(via);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("profile").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!);
    }

    private static Task<(HttpStatusCode Status, string Body)> AskAsync(Delivering program, string path, string token, string? host = null)
        => program.GetAsync(new(program.Server.Url, path), host, HttpMethod.Post, ("Authorization", $"Bearer {token}"));
}
