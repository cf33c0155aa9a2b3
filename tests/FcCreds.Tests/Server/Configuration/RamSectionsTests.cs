using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration;

public sealed class RamSectionsTests
{
    [Theory]
    [InlineData("users: [{ name: a, groups: [staff] }]", "No group 'staff' is declared under 'groups'.")]
    [InlineData("users: [{ name: a }, { name: A }]", "The user 'A' is declared twice.")]
    [InlineData("groups: [{ name: staff }, { name: Staff }]", "The group 'Staff' is declared twice.")]
    [InlineData("groups: [{ name: 'a b' }]", "'a b' is no group name: up to 64 letters, digits, '.', '-' and '_'.")]
    [InlineData("groups: [{ name: a, policies: [none-such] }]", "No policy 'none-such' is declared under 'policies' or built in.")]
    [InlineData("oidcProviders: [{ name: a, issuer: 'http://x' }]", "An issuer begins with https://; this is 'http://x'.")]
    [InlineData("oidcProviders: [{ name: a }]", "An OIDC provider needs 'issuer'.")]
    [InlineData("oidcProviders: [{ name: a, issuer: 'https://x', clientIds: [[b]] }]", "'clientIds' is a list of texts.")]
    [InlineData("oidcProviders: [{ name: a, issuer: 'https://x', local: maybe }]", "'local' of an OIDC provider is true or false.")]
    [InlineData("oidcProviders: [{ name: a, issuer: 'https://x', local: true, jwks: '{}' }]", "A provider whose tokens are signed here (local: true) has this server's keys; leave 'jwks' out.")]
    [InlineData("samlProviders: [{ name: 'a/b', metadata: x }]", "'a/b' is no provider name: up to 128 letters, digits, '.', '-' and '_'.")]
    [InlineData("samlProviders: [{ name: a }]", "A SAML provider needs 'metadata'.")]
    public void A_mistake_is_told(string yaml, string message)
    {
        var problems = new Problems();
        ConfigurationFile.Read("fccreds.yaml", "/", yaml, problems);
        Assert.Equal([message], problems.Sorted().Select(problem => problem.Message));
    }

    [Fact]
    public void A_list_of_whom_a_role_trusts_may_name_identity_providers()
    {
        var problems = new Problems();
        var read = ConfigurationFile.Read("fccreds.yaml", "/", "roles: [{ name: a, trust: [fc.aliyuncs.com, 'acs:ram::1234567890123456:oidc-provider/cluster'] }]", problems);
        Assert.Empty(problems.Sorted());
        var principal = read!.Accounts[0].Roles[0].Trust.Statements[0].Principal!;
        Assert.Equal(["fc.aliyuncs.com"], principal.Services);
        Assert.Equal(["acs:ram::1234567890123456:oidc-provider/cluster"], principal.Federated);
    }
}
