using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Records;
using FcCreds.Tests.Identity.Sts.Oidc;
using FcCreds.Tests.Identity.Sts.Saml;

namespace FcCreds.Tests.Identity.Sts;

/// <summary>What STS itself says; more ways to come by them are with <see cref="AssumeRoleWithOidcTests"/> and <see cref="AssumeRoleWithSamlTests"/>.</summary>
public sealed class StsErrorTableTests(StsHost host) : IClassFixture<StsHost>
{
    private const string Open = $"acs:ram::{Given.AccountId}:role/open";
    private const string OfAssumeRole = "docs, AssumeRole, Error codes";
    private const string OfSaml = "docs, AssumeRoleWithSAML, Error codes";
    private const string OfOidc = "docs, AssumeRoleWithOIDC, Error codes";

    private static readonly StsErrorRow[] Rows =
    [
        new("RoleArn of no form", "400 InvalidParameter.RoleArn: The parameter RoleArn is wrongly formed.", OfAssumeRole, host => AssumeAsync(host, ("RoleArn", "open"))),
        new("RoleSessionName of no form", "400 InvalidParameter.RoleSessionName: The parameter RoleSessionName is wrongly formed.", OfAssumeRole, host => AssumeAsync(host, ("RoleSessionName", "a"))),
        new("DurationSeconds too short", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.", OfAssumeRole, host => AssumeAsync(host, ("DurationSeconds", "899"))),
        new("DurationSeconds beyond the role's", "400 InvalidParameter.DurationSeconds: The Min/Max value of DurationSeconds is 15min/1hr.", OfAssumeRole, host => AssumeAsync(host, ("DurationSeconds", "7201"))),
        new("Policy that is none", "400 InvalidParameter.PolicyGrammar: The parameter Policy has not passed grammar check.", OfAssumeRole, host => AssumeAsync(host, ("Policy", "{}"))),
        new("Policy too long", "400 InvalidParameter.PolicySize: The size of Policy must be smaller than 2048 bytes.", OfAssumeRole, host => AssumeAsync(host, ("Policy", new string(' ', 2049)))),
        new("ExternalId of no form", "400 InvalidParameter.ExternalId: The parameter ExternalId is wrongly formed.", OfAssumeRole, host => AssumeAsync(host, ("ExternalId", "!"))),
        new("SerialNumber of no device", "400 InvalidParameter.SerialNumber: The parameter SerialNumber is wrongly formed.", OfAssumeRole, host => AssumeAsync(host, ("SerialNumber", "phone"), ("TokenCode", "123456"))),
        new("TokenCode of no form", "400 InvalidParameter.TokenCode: The parameter TokenCode is wrongly formed.", OfAssumeRole,
            host =>
            {
                var account = host.Directory.Find(Given.AccountId)!;
                host.Directory.Put(account with { MfaDevices = account.MfaDevices.SetItem("phone", new VirtualMfaDevice("phone", new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), host.Time.GetUtcNow()) { UserName = "alice" }) });
                return AssumeAsync(host, ("SerialNumber", $"acs:ram::{Given.AccountId}:mfa/phone"), ("TokenCode", "12345a"));
            }),
        new("no RoleArn", "400 MissingRoleArn: RoleArn is mandatory for this action.", OfAssumeRole, host => AssumeAsync(host, ("RoleArn", ""))),
        new("no RoleSessionName", "400 MissingRoleSessionName: RoleSessionName is mandatory for this action.", OfAssumeRole, host => AssumeAsync(host, ("RoleSessionName", ""))),
        new("user without the permission", "403 NoPermission: You are not authorized to do this action. You should be authorized by RAM.", OfAssumeRole,
            host => new StsClient(host, "LTAIbob", "bob-secret").GetAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "bob"))),
        new("account's own key", "403 NoPermission: Roles may not be assumed by root accounts.", OfAssumeRole,
            host => new StsClient(host, "LTAIroot", "root-secret").GetAsync("AssumeRole", ("RoleArn", Open), ("RoleSessionName", "root"))),
        new("role that trusts somebody else", "403 NoPermission: No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you", OfAssumeRole,
            host => AssumeAsync(host, ("RoleArn", $"acs:ram::{Given.AccountId}:role/orders"))),
        new("role that is not there", "404 EntityNotExist.Role: The specified Role not exists .", OfAssumeRole, host => AssumeAsync(host, ("RoleArn", $"acs:ram::{Given.AccountId}:role/nobody"))),
        new("server's own failure", "500 InternalError: STS Server Internal Error happened, please send the RequestId to us.", OfAssumeRole, AtTheEndOfTimeAsync),
        new("OIDC without RoleArn", "400 MissingParameter.RoleArn: Parameter RoleArn is required.", OfOidc, host => FederateAsync(host, "RoleArn", "")),
        new("OIDC of an unknown provider", "401 AuthenticationFail.NoPermission: No such OIDC Provider registered.", OfOidc, host => FederateAsync(host, "OIDCProviderArn", $"acs:ram::{Given.AccountId}:oidc-provider/none")),
        new("OIDC token of somebody whom the role does not trust", "401 AuthenticationFail.NoPermission: There is no permission", OfOidc, host => FederateAsync(host, bend: claims => claims["sub"] = "somebody")),
        new("OIDC token that has expired", "401 AuthenticationFail.OIDCToken.Expired: This JsonWebToken is expired.", OfOidc, host => FederateAsync(host, bend: claims => claims["exp"] = host.Time.GetUtcNow().ToUnixTimeSeconds())),
        new("OIDC token for somebody else", "401 AuthenticationFail.OIDCToken.AudienceNotMatch: Invalid audience.", OfOidc, host => FederateAsync(host, bend: claims => claims["aud"] = "elsewhere")),
        new("OIDC token signed by somebody else", "401 AuthenticationFail.OIDCToken.InvalidSignature: OIDC token validate failed: invalid signature.", OfOidc,
            async host =>
            {
                using var forger = new TestIssuer();
                return await FederateAsync(host, "OIDCToken", forger.Token(host));
            }),
        new("no OIDC token", "401 AuthenticationFail.OIDCToken.Invalid: The OIDCToken can not empty.", OfOidc, host => FederateAsync(host, "OIDCToken", "")),
        new("OIDC token of two parts", "401 AuthenticationFail.OIDCToken.Invalid: The number of Jwt field should be divided into 3 parts with '.' .", OfOidc, host => FederateAsync(host, "OIDCToken", "a.b")),
        new("OIDC token that is not base64", "401 AuthenticationFail.OIDCToken.Invalid: Cannot decode base64 encoded response(format invalided).", OfOidc, host => FederateAsync(host, "OIDCToken", "a.b.!")),
        new("OIDC token of an algorithm for secrets", "401 AuthenticationFail.OIDCToken.Invalid: The algorithm HS256 that be specified in Jwt header is unknown.", OfOidc, host => FederateAsync(host, algorithm: "HS256")),
        new("OIDC token that is no JSON", "401 AuthenticationFail.OIDCToken.Invalid: The Jwt content is invalid that cannot be recognized.", OfOidc, host => FederateAsync(host, "OIDCToken", "bm9uZQ.bm9uZQ.bm9uZQ")),
        new("OIDC issuer with a certificate nobody knows", "401 AuthenticationFail.OIDCToken.HttpsUrlInvalid: Invoke url failed due to certificate chain validation", OfOidc, host => FetchAsync(host)),
        new("OIDC issuer with another certificate than the provider's", "401 AuthenticationFail.OIDCToken.HttpsUrlInvalid: The root ca certificate is not in ca whitelist of this url: https://localhost:…", OfOidc, host => FetchAsync(host, new string('A', 40))),
        new("SAML without an assertion", "400 MissingParameter.SAMLAssertion: Parameter SAMLAssertion is required.", OfSaml, host => VouchAsync(host, "SAMLAssertion", "")),
        new("SAML without a provider", "400 MissingParameter.SAMLProviderArn: Parameter SAMLProviderArn is required.", OfSaml, host => VouchAsync(host, "SAMLProviderArn", "")),
        new("SAML without RoleArn", "400 MissingParameter.RoleArn: Parameter RoleArn is required.", OfSaml, host => VouchAsync(host, "RoleArn", "")),
        new("SAML of an unknown provider", "404 EntityNotExist.SAMLProvider: Can not find SAML provider.", OfSaml, host => VouchAsync(host, "SAMLProviderArn", $"acs:ram::{Given.AccountId}:saml-provider/none")),
        new("SAML for a role that is not there", "404 EntityNotExist.RoleArn: The specified Role does not exists.", OfSaml, host => VouchAsync(host, "RoleArn", "none")),
        new("SAML for a role that trusts somebody else", "401 AuthenticationFail.NoPermission: There is no permission", OfSaml, host => VouchAsync(host, "RoleArn", "closed")),
        new("SAML assertion that has expired", "401 AuthenticationFail.SAMLAssertion.Expired: The SAML Assertion is expired.", OfSaml, LateAsync),
        new("SAML assertion that is none", "401 AuthenticationFail.SAMLAssertion.Invalid: The SAML Assertion is invalid…", OfSaml, host => VouchAsync(host, "SAMLAssertion", "PGEvPg==")),
        new("SAML provider without a certificate", "401 AuthenticationFail.IDPMetadata.Invalid: The IDP Metadata is invalid.", OfSaml, host => VouchAsync(host, metadata: "<EntityDescriptor/>")),
    ];

    public static TheoryData<string> Situations => [.. Rows.Select(row => row.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Every_row_comes_from_a_request(string situation) => Rows.Single(row => row.Situation == situation).AssertAsync(host);

    private static Task<StsAnswer> AssumeAsync(StsHost host, params (string Name, string Value)[] wrong)
    {
        Dictionary<string, string> parameters = new() { ["RoleArn"] = Open, ["RoleSessionName"] = "alice" };
        foreach (var (name, value) in wrong) parameters[name] = value;
        return new StsClient(host, "LTAIalice", "alice-secret").PostFormAsync("AssumeRole", [.. parameters.Select(one => (one.Key, one.Value))]);
    }

    /// <summary>A session cannot end after the last moment that there is.</summary>
    private static async Task<StsAnswer> AtTheEndOfTimeAsync(StsHost _)
    {
        await using var host = new StsHost();
        await host.InitializeAsync();
        host.Clocks.Life.Shift = DateTimeOffset.MaxValue - host.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        return await AssumeAsync(host);
    }

    private static async Task<StsAnswer> FederateAsync(StsHost host, string? name = null, string? value = null, Action<Dictionary<string, object>>? bend = null, string algorithm = "RS256")
    {
        using var issuer = new TestIssuer();
        issuer.Register(host, issuer.Jwks);
        return await FederateAsync(host, issuer, issuer.Token(host, bend, algorithm), name, value);
    }

    private static async Task<StsAnswer> FetchAsync(StsHost host, params string[] fingerprints)
    {
        await using var site = await IssuerSite.StartAsync();
        using var issuer = new TestIssuer { Url = site.Url };
        issuer.Register(host, null, fingerprints);
        return await FederateAsync(host, issuer, issuer.Token(host));
    }

    /// <summary>A name in place of a RoleArn is one of the provider's own account.</summary>
    private static async Task<StsAnswer> VouchAsync(StsHost host, string? name = null, string? value = null, string? metadata = null)
    {
        using var provider = new TestIdentityProvider();
        provider.Register(host, metadata);
        if (name == "RoleArn" && value!.Length > 0) value = $"acs:ram::{provider.AccountId}:role/{value}";
        return await VouchAsync(host, provider, provider.Response(host), name, value);
    }

    private static async Task<StsAnswer> LateAsync(StsHost _)
    {
        await using var host = new StsHost();
        await host.InitializeAsync();
        using var provider = new TestIdentityProvider();
        provider.Register(host);
        var response = provider.Response(host);
        host.Clocks.Life.Shift = TimeSpan.FromHours(1);
        return await VouchAsync(host, provider, response);
    }

    private static Task<StsAnswer> VouchAsync(StsHost host, TestIdentityProvider provider, string assertion, string? name = null, string? value = null)
    {
        Dictionary<string, string> parameters = new() { ["SAMLProviderArn"] = provider.ProviderArn, ["RoleArn"] = provider.RoleArn, ["SAMLAssertion"] = assertion };
        if (name is not null) parameters[name] = value!;
        return StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=AssumeRoleWithSAML&Version=2015-04-01&Format=JSON")) { Content = new FormUrlEncodedContent(parameters) });
    }

    private static Task<StsAnswer> FederateAsync(StsHost host, TestIssuer issuer, string token, string? name = null, string? value = null)
    {
        Dictionary<string, string> parameters = new() { ["OIDCProviderArn"] = issuer.ProviderArn, ["RoleArn"] = issuer.RoleArn, ["RoleSessionName"] = "orders", ["OIDCToken"] = token };
        if (name is not null) parameters[name] = value!;
        return StsClient.SendAsync(new(HttpMethod.Post, new Uri(host.Url, "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON")) { Content = new FormUrlEncodedContent(parameters) });
    }
}
