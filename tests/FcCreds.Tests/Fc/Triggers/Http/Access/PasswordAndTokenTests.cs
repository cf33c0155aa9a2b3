using System.Net;
using System.Text;

namespace FcCreds.Tests.Fc.Triggers.Http.Access;

/// <summary>Basic and Bearer authentication.</summary>
public sealed class PasswordAndTokenTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Basic = """
        {"authType":"basic","methods":["GET"],"authConfig":{"users":[
          {"username":"orders-reader","password":"Correct-Horse!1"},{"username":"orders-writer","password":"Battery-Staple!2"}]}}
        """;

    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Disabled = "fedcba9876543210fedcba9876543210";

    private const string Bearer = $$$"""
        {"authType":"bearer","methods":["GET"],"authConfig":"{\"tokens\":[{\"enable\":true,\"tokenName\":\"ci\",\"tokenData\":\"{{{Token}}}\"},{\"enable\":false,\"tokenName\":\"old\",\"tokenData\":\"{{{Disabled}}}\"}]}"}
        """;

    private readonly FcHost host = fixture.Host;

    [Theory]
    [InlineData("orders-reader:Correct-Horse!1")]
    [InlineData("orders-writer:Battery-Staple!2")]
    public async Task Basic_lets_a_listed_user_in(string credentials)
        => Assert.Equal(HttpStatusCode.OK, (await SendAsync(Basic, $"Basic {Encode(credentials)}")).StatusCode);

    [Theory]
    [InlineData(null, "authorization require")]
    [InlineData("Bearer x", "Authorization header must start with Basic")]
    [InlineData("Basic not-base64!", "access denied due to invalid username or password")]
    [InlineData("Basic b3JkZXJzLXJlYWRlcjpCYXR0ZXJ5LVN0YXBsZSEy", "access denied due to invalid username or password")] // one's name, the other's password
    public async Task Basic_refuses_everyone_else(string? authorization, string message)
    {
        using var response = await SendAsync(Basic, authorization);
        Assert.Equal((403, "AccessDenied", message), await Web.ErrorAsync(response));
    }

    [Fact]
    public async Task Bearer_lets_an_enabled_token_in()
        => Assert.Equal(HttpStatusCode.OK, (await SendAsync(Bearer, $"Bearer {Token}")).StatusCode);

    [Theory]
    [InlineData(null, "Authorization header is expected but missing")]
    [InlineData($"Bearer {Disabled}", "access denied due to invalid bearer token")]
    [InlineData($"Bearer {Token}x", "access denied due to invalid bearer token")]
    [InlineData($"Basic {Token}", "access denied due to invalid bearer token")]
    public async Task Bearer_refuses_everyone_else(string? authorization, string message)
    {
        using var response = await SendAsync(Bearer, authorization);
        Assert.Equal((403, "AccessDenied", message), await Web.ErrorAsync(response));
    }

    private Task<HttpResponseMessage> SendAsync(string config, string? authorization)
    {
        var function = Web.Declare(host, "def handler(event, context):\n    return 'in'\n", config);
        return authorization is null ? Web.GetAsync(host, function) : Web.GetAsync(host, function, "/", ("Authorization", authorization));
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
