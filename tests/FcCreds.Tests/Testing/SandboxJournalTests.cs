using FcCreds.Testing;

namespace FcCreds.Tests.Testing;

public sealed class SandboxJournalTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_was_let_in_is_told_when_a_denial_was_expected()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        await OssPut.SendAsync(box, await box.AssumeRoleAsync("exporter", ct: Ct), "a");
        var failed = Assert.Throws<FcCredsAssertionException>(() => box.Journal.AssertDenied("oss:PutObject", key: "a"));
        Assert.StartsWith("Expected oss:PutObject on key 'a' to be denied, but it was not:\n  oss:PutObject oss://", failed.Message, StringComparison.Ordinal);
        Assert.EndsWith("allowed, 200", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_never_came_is_told_with_those_that_did()
    {
        await using var box = await cloud.NewSandboxAsync(ct: Ct);
        var none = Assert.Throws<FcCredsAssertionException>(() => box.Journal.AssertAllowed("oss:PutObject"));
        Assert.EndsWith("The sandbox has had no calls at all.", none.Message, StringComparison.Ordinal);
        await box.PutObjectAsync("a", "content", ct: Ct);
        var other = Assert.Throws<FcCredsAssertionException>(() => box.Journal.AssertAllowed("oss:PutObject", key: "b"));
        Assert.Contains($"oss://{box.Bucket()}/a", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_names_the_statement_to_add()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:GetObject"), Ct);
        await OssPut.SendAsync(box, await box.AssumeRoleAsync("exporter", ct: Ct), "a");
        var denied = Assert.Single(box.Journal.Calls(), call => call.IsDenied);
        Assert.Contains("oss:PutObject", denied.Needed, StringComparison.Ordinal);
        box.Journal.AssertDenied("oss:PutObject");
        box.Journal.AssertNoStaleCredentials();
    }

    [Fact]
    public async Task Calls_with_credentials_that_were_over_are_told_without_their_secrets()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var (expired, revoked) = (await box.AssumeRoleAsync("exporter", ct: Ct), await box.AssumeRoleAsync("exporter", ct: Ct));
        box.Journal.AssertNoStaleCredentials();
        await box.ExpireAsync(expired, Ct);
        await OssPut.SendAsync(box, expired, "a");
        await box.RevokeAsync(revoked, Ct);
        await OssPut.SendAsync(box, revoked, "b");
        var failed = Assert.Throws<FcCredsAssertionException>(() => box.Journal.AssertNoStaleCredentials());
        Assert.StartsWith("2 call(s)", failed.Message, StringComparison.Ordinal);
        foreach (var text in new[] { failed.Message, expired.ToString(), box.ToString(), string.Concat(box.Journal.Calls()) })
        {
            Assert.DoesNotContain(expired.AccessKeySecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(expired.SecurityToken, text, StringComparison.Ordinal);
        }
    }
}
