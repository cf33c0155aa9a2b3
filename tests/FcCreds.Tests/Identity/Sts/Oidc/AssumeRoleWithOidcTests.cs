using System.Net;
using System.Text;

namespace FcCreds.Tests.Identity.Sts.Oidc;

/// <summary>Errors after the AssumeRoleWithOIDC page, "Error codes"; placements after @alicloud/credentials 2.4 and the product SDKs.</summary>
public sealed class AssumeRoleWithOidcTests(StsHost host) : IClassFixture<StsHost>, IDisposable
{
    private readonly TestIssuer issuer = new();

    public void Dispose() => issuer.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_of_a_trusted_issuer_gets_credentials(bool inForm)
    {
        issuer.Register(host, issuer.Jwks);
        var answer = await AskAsync(Parameters(issuer.Token(host)), inForm);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        var credentials = answer.Json.GetProperty("Credentials");
        var claims = host.Tokens.Open(credentials.GetProperty("SecurityToken").GetString()!)!.Claims;
        Assert.Equal((issuer.AccountId, "pod", "orders", issuer.ProviderArn), (claims.AccountId, claims.RoleName, claims.RoleSessionName, claims.IssuedTo));
        var info = answer.Json.GetProperty("OIDCTokenInfo");
        Assert.Equal("system:serviceaccount:shop:orders", info.GetProperty("Subject").GetString());
        Assert.Equal(issuer.Url, info.GetProperty("Issuer").GetString());
        Assert.Equal("elsewhere,sts.aliyuncs.com", info.GetProperty("ClientIds").GetString());
        var now = host.Time.GetUtcNow().UtcDateTime;
        Assert.Equal($"{now.AddHours(1):s}Z", info.GetProperty("ExpirationTime").GetString());
        Assert.Equal($"{now:s}Z", info.GetProperty("IssuanceTime").GetString());
        Assert.Equal("Success", info.GetProperty("VerificationInfo").GetString());
    }

    [Theory]
    [InlineData("OIDCProviderArn", null, "400 MissingParameter.OIDCProviderArn: Parameter OIDCProviderArn is required.")]
    [InlineData("RoleArn", null, "400 MissingParameter.RoleArn: Parameter RoleArn is required.")]
    [InlineData("RoleSessionName", null, "400 MissingParameter.RoleSessionName: Parameter RoleSessionName is required.")]
    [InlineData("RoleArn", "pod", "400 InvalidParameter.RoleArn: The parameter RoleArn is wrongly formed.")]
    [InlineData("DurationSeconds", "899", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("DurationSeconds", "3601", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.")]
    [InlineData("Policy", "{}", "400 InvalidParameter.PolicyGrammar: The parameter Policy has not passed grammar check.")]
    [InlineData("OIDCProviderArn", "acs:ram::1234567890123456:oidc-provider/none", "401 AuthenticationFail.NoPermission: No such OIDC Provider registered.")]
    [InlineData("OIDCProviderArn", "dex", "401 AuthenticationFail.NoPermission: No such OIDC Provider registered.")]
    [InlineData("OIDCToken", null, "401 AuthenticationFail.OIDCToken.Invalid: The OIDCToken can not empty.")]
    [InlineData("OIDCToken", "a.b", "401 AuthenticationFail.OIDCToken.Invalid: The number of Jwt field should be divided into 3 parts with '.' .")]
    [InlineData("OIDCToken", "a.b.!", "401 AuthenticationFail.OIDCToken.Invalid: Cannot decode base64 encoded response(format invalided).")]
    [InlineData("OIDCToken", "bm9uZQ.bm9uZQ.bm9uZQ", "401 AuthenticationFail.OIDCToken.Invalid: The Jwt content is invalid that cannot be recognized.")]
    public async Task A_wrong_parameter_is_named(string name, string? value, string error)
    {
        issuer.Register(host, issuer.Jwks);
        var parameters = Parameters(issuer.Token(host));
        if (value is null) parameters.Remove(name);
        else parameters[name] = value;

        Assert.Equal(error, (await AskAsync(parameters)).Error);
    }

    [Theory]
    [InlineData("exp", -1L, "401 AuthenticationFail.OIDCToken.Expired: This JsonWebToken is expired.")]
    [InlineData("iat", -7200L, "401 AuthenticationFail.OIDCToken.Expired: This JsonWebToken is expired.")]
    [InlineData("nbf", 60L, "401 AuthenticationFail.OIDCToken.Invalid: The Jwt content is invalid that cannot be recognized.")]
    [InlineData("aud", "elsewhere", "401 AuthenticationFail.OIDCToken.AudienceNotMatch: Invalid audience.")]
    [InlineData("iss", "https://evil.example.com", "401 AuthenticationFail.OIDCToken.Invalid: The Jwt content is invalid that cannot be recognized.")]
    [InlineData("sub", "system:serviceaccount:shop:billing", "401 AuthenticationFail.NoPermission: There is no permission")]
    [InlineData("aud", "other", "401 AuthenticationFail.NoPermission: There is no permission")]
    public async Task A_token_is_refused_for_what_it_says(string claim, object value, string error)
    {
        issuer.Register(host, issuer.Jwks);
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        var token = issuer.Token(host, claims => claims[claim] = value is long seconds ? now + seconds : value);

        Assert.Equal(error, (await AskAsync(Parameters(token))).Error);
    }

    [Fact]
    public async Task Every_audience_that_is_a_client_is_tried_against_the_trust_policy()
    {
        issuer.Register(host, issuer.Jwks);
        var token = issuer.Token(host, claims => claims["aud"] = new[] { "elsewhere", "other", TestIssuer.Audience });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Parameters(token))).Status);
    }

    [Fact]
    public async Task A_token_ends_by_the_life_clock_alone()
    {
        issuer.Register(host, issuer.Jwks);
        var token = issuer.Token(host);
        host.Clocks.Wire.Shift = TimeSpan.FromHours(2);
        host.Clocks.Life.Shift = TimeSpan.FromMinutes(59);
        try
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(Parameters(token))).Status);
            host.Clocks.Life.Shift = TimeSpan.FromHours(1);
            Assert.Equal("401 AuthenticationFail.OIDCToken.Expired: This JsonWebToken is expired.", (await AskAsync(Parameters(token))).Error);
        }
        finally
        {
            host.Clocks.Wire.Shift = host.Clocks.Life.Shift = TimeSpan.Zero;
        }
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("none")]
    public async Task Only_signatures_that_need_the_issuers_own_key_count(string algorithm)
    {
        issuer.Register(host, issuer.Jwks);
        var answer = await AskAsync(Parameters(issuer.Token(host, algorithm: algorithm)));
        Assert.Equal($"401 AuthenticationFail.OIDCToken.Invalid: The algorithm {algorithm} that be specified in Jwt header is unknown.", answer.Error);
    }

    [Fact]
    public async Task A_token_signed_with_another_key_is_refused()
    {
        using var forger = new TestIssuer();
        issuer.Register(host, issuer.Jwks);
        Assert.Equal("401 AuthenticationFail.OIDCToken.InvalidSignature: OIDC token validate failed: invalid signature.", (await AskAsync(Parameters(forger.Token(host)))).Error);
    }

    [Fact]
    public async Task A_role_that_is_not_there_or_trusts_somebody_else_is_refused()
    {
        issuer.Register(host, issuer.Jwks);
        var parameters = Parameters(issuer.Token(host));
        parameters["RoleArn"] = $"acs:ram::{issuer.AccountId}:role/none";
        Assert.Equal("404 EntityNotExist.Role: The specified Role not exists .", (await AskAsync(parameters)).Error);
        parameters["RoleArn"] = $"acs:ram::{issuer.AccountId}:role/closed";
        Assert.Equal("401 AuthenticationFail.NoPermission: There is no permission", (await AskAsync(parameters)).Error);
    }

    [Fact]
    public async Task Keys_are_fetched_from_the_issuer_and_again_when_it_has_new_ones()
    {
        await using var site = await IssuerSite.StartAsync();
        using var before = new TestIssuer { Url = site.Url };
        using var after = new TestIssuer { Url = site.Url, KeyId = "k2" };
        before.Register(host, null, site.Fingerprint);
        site.Jwks = before.Jwks;
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Parameters(before.Token(host), before))).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Parameters(before.Token(host), before))).Status);
        Assert.Equal(1, site.KeysServed);

        site.Jwks = after.Jwks;
        // At once nobody looks: strangers can make up key ids.
        Assert.StartsWith("401 AuthenticationFail.OIDCToken.InvalidSignature", (await AskAsync(Parameters(after.Token(host), before))).Error);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Parameters(after.Token(host), before))).Status);
        Assert.Equal(2, site.KeysServed);
    }

    [Fact]
    public async Task An_issuer_is_believed_by_its_certificate_only()
    {
        await using var site = await IssuerSite.StartAsync();
        using var unpinned = new TestIssuer { Url = site.Url };
        unpinned.Register(host, null);
        Assert.Equal("401 AuthenticationFail.OIDCToken.HttpsUrlInvalid: Invoke url failed due to certificate chain validation", (await AskAsync(Parameters(unpinned.Token(host), unpinned))).Error);

        using var wrong = new TestIssuer { Url = site.Url };
        wrong.Register(host, null, new string('A', 40));
        Assert.Equal(
            $"401 AuthenticationFail.OIDCToken.HttpsUrlInvalid: The root ca certificate is not in ca whitelist of this url: {site.Url}/.well-known/openid-configuration",
            (await AskAsync(Parameters(wrong.Token(host), wrong))).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"keys":7}""")]
    public async Task An_issuer_without_readable_keys_is_named(string jwks)
    {
        await using var site = await IssuerSite.StartAsync();
        using var broken = new TestIssuer { Url = site.Url };
        broken.Register(host, null, site.Fingerprint);
        site.Jwks = jwks;
        var answer = await AskAsync(Parameters(broken.Token(host), broken));
        Assert.StartsWith("401 AuthenticationFail.OIDCToken.In", answer.Error);
    }

    private Dictionary<string, string> Parameters(string token, TestIssuer? of = null) => new()
    {
        ["OIDCProviderArn"] = (of ?? issuer).ProviderArn,
        ["RoleArn"] = (of ?? issuer).RoleArn,
        ["RoleSessionName"] = "orders",
        ["OIDCToken"] = token,
    };

    private Task<StsAnswer> AskAsync(Dictionary<string, string> business, bool inForm = true)
    {
        const string Common = "Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON";
        var encoded = string.Join('&', business.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        return StsClient.SendAsync(inForm
            ? new(HttpMethod.Post, new Uri(host.Url, $"/?{Common}")) { Content = new StringContent(encoded, Encoding.UTF8, "application/x-www-form-urlencoded") }
            : new(HttpMethod.Post, new Uri(host.Url, $"/?{Common}&{encoded}")));
    }
}
