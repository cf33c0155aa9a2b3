using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Identity.Rpc;
using FcCreds.Tests.Identity.Sts;
using FcCreds.Tests.Identity.Sts.Oidc;
using FcCreds.Tests.Identity.Sts.Saml;

namespace FcCreds.Tests.Fuzzing;

/// <summary>STS, RAM and IMS: parameters that somebody signed, and tokens of identity providers, which nobody did.</summary>
public sealed class RpcFuzzTests(StsHost host) : IClassFixture<StsHost>
{
    private const int SocketsAreSlow = 3;

    /// <summary>An input is a form; STS is asked by a user who may assume roles, the rest by the account.</summary>
    [Fact]
    public Task Every_signed_call_is_answered() => Fuzz.RunAsync("rpc", async input =>
    {
        // The quota refills: what is refused for being too much tries nothing.
        host.Time.Advance(TimeSpan.FromMilliseconds(20));
        var parameters = RequestTarget.ParseForm(Encoding.Latin1.GetString(input)).DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Value ?? "");
        var (action, version) = (Take("Action"), Take("Version"));
        var format = input.Length % 2 == 0 ? "JSON" : "XML";
        var client = version == "2015-04-01" ? new StsClient(host, "LTAIalice", "alice-secret") { Version = version, Format = format } : new(host, "LTAIroot", "root-secret") { Version = version, Format = format };
        AssertNamed(await client.PostFormAsync(action, [.. parameters.Select(one => (one.Key, one.Value))]));

        string Take(string name) => parameters.Remove(name, out var value) ? value : "";
    }, SocketsAreSlow, [.. RpcApi.Services.SelectMany(service => service.Operations.Select(operation => Encoding.ASCII.GetBytes($"Version={service.Version}&Action={operation.Action}")))]);

    [Fact]
    public async Task No_text_in_place_of_a_token_gets_credentials()
    {
        using var issuer = new TestIssuer();
        issuer.Register(host, issuer.Jwks);
        await Fuzz.RunAsync("jwt", async input =>
        {
            var answer = await AskAsync(issuer, Encoding.Latin1.GetString(input));
            AssertNamed(answer);
            Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        }, SocketsAreSlow);
    }

    /// <summary>An input is a header, and after its line the claims: both are signed by the provider's key.</summary>
    [Fact]
    public async Task Whatever_a_provider_signs_is_a_token_or_refused()
    {
        using var issuer = new TestIssuer();
        issuer.Register(host, issuer.Jwks);
        await Fuzz.RunAsync("jwt-content", async input =>
        {
            var end = Array.IndexOf(input, (byte)'\n');
            var (header, claims) = end < 0 ? (input, []) : (input[..end], input[(end + 1)..]);
            AssertNamed(await AskAsync(issuer, issuer.Sign($"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}")));
        }, SocketsAreSlow);
    }

    /// <summary>An input is a document; it is sent as base64.</summary>
    [Fact]
    public async Task No_document_in_place_of_an_assertion_is_too_much()
    {
        using var provider = new TestIdentityProvider();
        provider.Register(host);
        await Fuzz.RunAsync("saml", async input => AssertNamed(await StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=AssumeRoleWithSAML&Version=2015-04-01&Format=JSON"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["SAMLProviderArn"] = provider.ProviderArn, ["RoleArn"] = provider.RoleArn, ["SAMLAssertion"] = Convert.ToBase64String(input) }),
        })), SocketsAreSlow, Convert.FromBase64String(provider.Response(host)));
    }

    private Task<StsAnswer> AskAsync(TestIssuer issuer, string token)
        => StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["OIDCProviderArn"] = issuer.ProviderArn,
                ["RoleArn"] = issuer.RoleArn,
                ["RoleSessionName"] = "orders",
                ["OIDCToken"] = token,
            }),
        });

    /// <summary>Well-formed, whatever was asked, and an error with a code of its own.</summary>
    private static void AssertNamed(StsAnswer answer)
    {
        Assert.InRange((int)answer.Status, 200, 499);
        var code = answer.ContentType.Contains("json", StringComparison.Ordinal)
            ? answer.Json.TryGetProperty("Code", out var told) && told.ValueKind == JsonValueKind.String ? told.GetString() : null
            : answer.Xml.Element("Code")?.Value;
        Assert.Equal(answer.Status != HttpStatusCode.OK, !string.IsNullOrEmpty(code));
    }
}
