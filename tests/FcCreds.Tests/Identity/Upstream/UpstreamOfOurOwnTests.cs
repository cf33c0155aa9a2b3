using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Tests.Identity.Sts;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>This project's own STS as the real one: the signature must be right there.</summary>
public sealed class UpstreamOfOurOwnTests(StsHost host) : IClassFixture<StsHost>
{
    [Fact]
    public async Task Credentials_are_those_of_the_upstream_role()
    {
        await using var upstream = new Upstreaming(host.Url, host.Time);
        var given = await upstream.CurrentAsync();
        Assert.Equal(host.Time.GetUtcNow().AddHours(1), given.Expiration);
        var who = await new StsClient(host, given.AccessKeyId, given.AccessKeySecret.Value, given.SecurityToken.Value).GetAsync("GetCallerIdentity");
        Assert.Equal(given.PrincipalArn, who.Json.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task Key_may_be_temporary_itself()
    {
        var role = host.Directory.FindRole(Given.AccountId, "open")!;
        var own = host.Issuer.Issue(new() { Role = role, RoleSessionName = "me", Duration = TimeSpan.FromHours(1), Scope = SessionScope.Shared, IssuedTo = "test" });
        await using var upstream = new Upstreaming(host.Url, host.Time, SigningKey.Of(own));
        Assert.StartsWith("STS.", (await upstream.CurrentAsync()).AccessKeyId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_told_in_the_words_of_the_upstream()
    {
        await using var upstream = new Upstreaming(host.Url, host.Time, new("LTAIbob", new("bob-secret")));
        Assert.Contains("403 NoPermission: You are not authorized to do this action.", await upstream.RefusalAsync(), StringComparison.Ordinal);
    }
}
