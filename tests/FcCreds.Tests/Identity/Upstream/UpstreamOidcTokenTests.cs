using FcCreds.Identity.Upstream;
using FcCreds.Tests.Identity.Sts;
using FcCreds.Tests.Identity.Sts.Oidc;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>The upstream role by the token of a file: at this project's own STS as the real one, and at one that is broken.</summary>
public sealed class UpstreamOidcTokenTests(StsHost host) : IClassFixture<StsHost>, IDisposable
{
    private readonly TestIssuer issuer = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-upstream-");

    private string TokenFile => Path.Combine(folder.FullName, "token");

    public void Dispose()
    {
        issuer.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Credentials_are_those_of_the_upstream_role_and_the_file_is_read_each_time()
    {
        issuer.Register(host, issuer.Jwks);
        await File.WriteAllTextAsync(TokenFile, issuer.Token(host, claims => claims["sub"] = "somebody else"), TestContext.Current.CancellationToken);
        await using var upstream = At(host.Url, host.Time);
        Assert.Contains("401 AuthenticationFail.NoPermission", await upstream.RefusalAsync(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(TokenFile, issuer.Token(host) + "\n", TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        var given = await upstream.CurrentAsync();
        var who = await new StsClient(host, given.AccessKeyId, given.AccessKeySecret.Value, given.SecurityToken.Value).GetAsync("GetCallerIdentity");
        Assert.Equal($"acs:ram::{issuer.AccountId}:assumed-role/pod/fccreds", who.Json.GetProperty("Arn").GetString());
    }

    [Theory]
    [InlineData(null, "The OIDC token file cannot be read: ")]
    [InlineData("  \n", "is empty")]
    public async Task File_without_a_token_is_named_and_nobody_is_asked(string? content, string said)
    {
        if (content is not null) await File.WriteAllTextAsync(TokenFile, content, TestContext.Current.CancellationToken);
        await using var sts = await StubSts.StartAsync();
        await using var upstream = At(sts.Url, new());
        var refusal = await upstream.RefusalAsync();
        Assert.StartsWith("UpstreamNoIdentity", refusal, StringComparison.Ordinal);
        Assert.Contains(said, refusal, StringComparison.Ordinal);
        Assert.Equal(0, sts.Calls);
    }

    [Fact]
    public async Task Refusal_that_echoes_the_token_is_told_without_it_and_the_url_never_holds_it()
    {
        await File.WriteAllTextAsync(TokenFile, "head.claims.signature", TestContext.Current.CancellationToken);
        await using var sts = await StubSts.StartAsync();
        var target = "";
        sts.Answer = http =>
        {
            target = http.Request.QueryString.Value!;
            return StubSts.Says(401, """{"Code":"AuthenticationFail.OIDCToken.Invalid","Message":"no: head.claims.signature, signature"}""")(http);
        };
        await using var upstream = At(sts.Url, new());
        Assert.Contains("no: ***, ***", await upstream.RefusalAsync(), StringComparison.Ordinal);
        Assert.Contains("Action=AssumeRoleWithOIDC", target, StringComparison.Ordinal);
        Assert.DoesNotContain("claims", target, StringComparison.Ordinal);
    }

    private Upstreaming At(Uri endpoint, ManualTimeProvider time) => new(endpoint, time, new UpstreamOidcToken(issuer.ProviderArn, TokenFile), issuer.RoleArn);
}
