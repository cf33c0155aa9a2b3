using System.Net;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Journal;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Identity.Ram;
using FcCreds.Server.Control;
using FcCreds.Tests.Server;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FcCreds.Tests.Identity.Delivery;

/// <summary>The server as an OIDC issuer: what it publishes, and what STS makes of its tokens.</summary>
public sealed class OidcIssuerTests
{
    private const string Account = "1234567890123456";
    private const string Cluster = "https://oidc-ack.example.com/c1";
    private const string Subject = "system:serviceaccount:shop:orders";

    [Fact]
    public async Task Published_keys_verify_a_token_over_https()
    {
        await using var server = await TestServer.StartAsync();
        var prepared = await PrepareAsync(server, new { via = "oidc", session = new { } });
        using var http = server.Trusting();
        var issuer = $"https://localhost:{server.Url.Port}/_fccreds/oidc";
        using var document = JsonDocument.Parse(await http.GetStringAsync($"{issuer}/.well-known/openid-configuration", TestContext.Current.CancellationToken));
        Assert.Equal(issuer, document.RootElement.GetProperty("issuer").GetString());

        var keys = new JsonWebKeySet(await http.GetStringAsync(document.RootElement.GetProperty("jwks_uri").GetString(), TestContext.Current.CancellationToken));
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(
            prepared.Token!.Token, new() { IssuerSigningKeys = keys.GetSigningKeys(), ValidIssuer = issuer, ValidAudience = "sts.aliyuncs.com" });
        Assert.True(verified.IsValid, verified.Exception?.Message);
        Assert.Equal("system:serviceaccount:default:fccreds", verified.Claims["sub"]);
    }

    [Fact]
    public async Task A_program_is_told_where_everything_is_and_gets_credentials_for_its_token()
    {
        await using var server = await TestServer.StartAsync();
        var prepared = await PrepareAsync(server, new { via = "oidc", session = new { roleSessionName = "orders", durationSeconds = 600 } });
        Assert.Null(prepared.Warning);
        Assert.Equal(600, prepared.Token!.Seconds);
        Assert.Equal(
            ($"acs:ram::{Account}:role/fccreds-default-role", $"acs:ram::{Account}:oidc-provider/fccreds", "orders"),
            (prepared.Variables["ALIBABA_CLOUD_ROLE_ARN"], prepared.Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"], prepared.Variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"]));
        var (status, body) = await AssumeAsync(server, prepared);
        Assert.True(status == HttpStatusCode.OK, body);
        Assert.Contains($"acs:ram::{Account}:role/fccreds-default-role/orders", body, StringComparison.Ordinal);
        var journal = JsonSerializer.Serialize(server.Rooms.Journal.Read(new()), JournalJson.Readable.IReadOnlyListJournalEvent);
        Assert.Contains("oidc-token-issued", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(prepared.Token.Token, journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_end_by_the_life_clock()
    {
        await using var server = await TestServer.StartAsync();
        var prepared = await PrepareAsync(server, new { via = "oidc", session = new { } });
        server.Rooms.Clocks.Life.Shift = TimeSpan.FromHours(1);
        Assert.Contains("AuthenticationFail.OIDCToken.Expired", (await AssumeAsync(server, prepared)).Body, StringComparison.Ordinal);
        // The next one is of the time that it is here.
        Assert.Equal(HttpStatusCode.OK, (await AssumeAsync(server, await PrepareAsync(server, new { via = "oidc", session = new { } }))).Status);
    }

    [Fact]
    public async Task A_cluster_is_stood_in_for_with_its_own_name_and_subject()
    {
        await using var server = await WithClusterAsync();
        var prepared = await PrepareAsync(server, new { via = "oidc", session = new { role = "pod" }, oidcProvider = "cluster", oidcSubject = Subject });
        Assert.Null(prepared.Warning);
        var (status, body) = await AssumeAsync(server, prepared);
        Assert.True(status == HttpStatusCode.OK, body);
        Assert.Contains($"\"Issuer\":\"{Cluster}\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_trust_the_token_is_told_beforehand()
    {
        await using var server = await WithClusterAsync();
        var prepared = await PrepareAsync(server, new { via = "oidc", session = new { role = "pod" } });
        Assert.Contains($"\"Federated\": [\"acs:ram::{Account}:oidc-provider/fccreds\"]", prepared.Warning, StringComparison.Ordinal);
        Assert.Contains("AuthenticationFail.NoPermission", (await AssumeAsync(server, prepared)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elsewhere", "'local: true'")]
    [InlineData("none", "has no OIDC provider 'none'")]
    public async Task Tokens_that_others_sign_are_not_made_here(string provider, string said)
    {
        await using var server = await WithClusterAsync();
        var (status, body) = await OrderAsync(server, new { via = "oidc", session = new { }, oidcProvider = provider });
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(said, JsonDocument.Parse(body).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_stays_with_the_data_folder_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-issuer-").FullName;
        try
        {
            string first;
            await using (var server = await TestServer.StartAsync(folder)) first = await KeysAsync(server);
            await using (var server = await TestServer.StartAsync(folder)) Assert.Equal(first, await KeysAsync(server));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "oidc-key.pem")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<TestServer> WithClusterAsync() => TestServer.StartAsync(configure: configuration => configuration with
    {
        Accounts =
        [
            configuration.Accounts[0] with
            {
                OidcProviders =
                [
                    new() { OidcProviderName = "cluster", IssuerUrl = Cluster, ClientIds = ["sts.aliyuncs.com"], IsLocal = true },
                    new() { OidcProviderName = "elsewhere", IssuerUrl = "https://elsewhere.example.com", ClientIds = ["sts.aliyuncs.com"] },
                ],
                Roles = [.. configuration.Accounts[0].Roles, new() { RoleName = "pod", Trust = TrustPolicies.For([], [], $"acs:ram::{Account}:oidc-provider/cluster") }],
            },
        ],
    });

    private static async Task<ConsumerReply> PrepareAsync(TestServer server, object order)
    {
        var (status, body) = await OrderAsync(server, order);
        Assert.True(status == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize(body, OrderJson.Default.ConsumerReply)!;
    }

    private static async Task<(HttpStatusCode Status, string Body)> OrderAsync(TestServer server, object order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, Consumers.Path)) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order)) };
        request.Headers.Add(OrderEndpoint.TokenHeader, server.Rooms.ControlToken);
        return await SendAsync(request);
    }

    private static Task<(HttpStatusCode Status, string Body)> AssumeAsync(TestServer server, ConsumerReply prepared)
    {
        var form = new Dictionary<string, string>
        {
            ["RoleArn"] = prepared.Variables["ALIBABA_CLOUD_ROLE_ARN"],
            ["OIDCProviderArn"] = prepared.Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"],
            ["RoleSessionName"] = prepared.Variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"],
            ["OIDCToken"] = prepared.Token!.Token,
        };
        var text = string.Join('&', form.Select(entry => $"{entry.Key}={Uri.EscapeDataString(entry.Value)}"));
        return SendAsync(new(HttpMethod.Post, new Uri(server.Url, "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON"))
        {
            Content = new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded"),
        });
    }

    private static async Task<string> KeysAsync(TestServer server) => (await SendAsync(new(HttpMethod.Get, new Uri(server.Url, OidcIssuer.KeysPath)))).Body;

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
