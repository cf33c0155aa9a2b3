using FcCreds.Testing;

namespace FcCreds.Tests.Testing;

public sealed class SandboxTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expired_token_is_refused()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var c = await box.AssumeRoleAsync("exporter", ct: Ct);
        Assert.Equal("200", await OssPut.SendAsync(box, c, "a"));
        await box.ExpireAsync(c, Ct);
        Assert.Equal("403 SecurityTokenExpired", await OssPut.SendAsync(box, c, "b"));
        box.Journal.AssertAllowed("oss:PutObject", key: "a");
        box.Journal.AssertDenied("oss:PutObject", key: "b");
        Assert.Equal(["a"], await box.ListObjectsAsync(ct: Ct));
    }

    [Fact]
    public async Task Revoked_credentials_are_unknown_and_others_of_the_role_live_on()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var (revoked, other) = (await box.AssumeRoleAsync("exporter", ct: Ct), await box.AssumeRoleAsync("exporter", ct: Ct));
        await box.RevokeAsync(revoked, Ct);
        Assert.Equal("403 InvalidAccessKeyId", await OssPut.SendAsync(box, revoked, "a"));
        Assert.Equal("200", await OssPut.SendAsync(box, other, "a"));
    }

    [Fact]
    public async Task A_role_reaches_only_what_it_was_given()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Bucket("photos").Bucket("films").Role("exporter", ["oss:PutObject"], ["photos/in/*"]), Ct);
        var c = await box.AssumeRoleAsync("exporter", ct: Ct);
        Assert.Equal("200", await OssPut.SendAsync(box, c, "in/a", box.Bucket("photos")));
        Assert.Equal("403 AccessDenied", await OssPut.SendAsync(box, c, "out/a", box.Bucket("photos")));
        Assert.Equal("403 AccessDenied", await OssPut.SendAsync(box, c, "in/a", box.Bucket("films")));
        box.Journal.AssertDenied("oss:PutObject", key: "out/a");
    }

    [Fact]
    public async Task A_whole_policy_counts_as_it_is_written()
    {
        const string Policy = """{ "Version": "1", "Statement": [{ "Effect": "Deny", "Action": "oss:*", "Resource": "acs:oss:*:*:*/secret*" }, { "Effect": "Allow", "Action": "oss:*", "Resource": "*" }] }""";
        await using var box = await cloud.NewSandboxAsync(s => s.RoleWithPolicy("exporter", Policy), Ct);
        var c = await box.AssumeRoleAsync("exporter", ct: Ct);
        Assert.Equal("200", await OssPut.SendAsync(box, c, "open"));
        Assert.Equal("403 AccessDenied", await OssPut.SendAsync(box, c, "secret"));
    }

    [Fact]
    public async Task Objects_are_put_read_and_listed_whatever_the_roles_may_do()
    {
        await using var box = await cloud.NewSandboxAsync(ct: Ct);
        await box.PutObjectAsync("in/ä 1+2.txt", "one", ct: Ct);
        await box.PutObjectAsync("in/../b", "two"u8.ToArray(), ct: Ct);
        Assert.Equal("one"u8.ToArray(), await box.GetObjectAsync("in/ä 1+2.txt", ct: Ct));
        Assert.Equal(["in/../b", "in/ä 1+2.txt"], await box.ListObjectsAsync("in/", ct: Ct));
        var missing = await Assert.ThrowsAsync<FcCredsException>(() => box.GetObjectAsync("none", ct: Ct));
        Assert.Equal(("NoSuchKey", 404), (missing.Code, missing.Status));
    }

    [Fact]
    public async Task Wrong_orders_are_refused_with_a_sentence()
    {
        async Task<string> RefusalAsync(Action<SandboxBuilder> build) => (await Assert.ThrowsAsync<FcCredsException>(() => cloud.NewSandboxAsync(build, Ct))).Message;
        Assert.Contains("allows nothing", await RefusalAsync(s => s.Role("exporter")), StringComparison.Ordinal);
        Assert.Contains("declared twice", await RefusalAsync(s => s.Role("a", "oss:*").Role("A", "oss:*")), StringComparison.Ordinal);
        Assert.Contains("no bucket name", await RefusalAsync(s => s.Bucket("Photos")), StringComparison.Ordinal);
        Assert.Contains("names no bucket", await RefusalAsync(s => s.Role("a", ["oss:*"], ["films/*"])), StringComparison.Ordinal);
        Assert.Contains("Effect", await RefusalAsync(s => s.RoleWithPolicy("a", """{ "Version": "1", "Statement": [{}] }""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_sandbox_is_left_when_it_is_disposed()
    {
        var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var c = await box.AssumeRoleAsync("exporter", ct: Ct);
        await box.PutObjectAsync("a", "content", ct: Ct);
        await box.DisposeAsync();
        Assert.Equal("403 InvalidAccessKeyId", await OssPut.SendAsync(box, c, "b"));
        await Assert.ThrowsAsync<FcCredsException>(() => box.AssumeRoleAsync("exporter", ct: Ct));
        await Assert.ThrowsAsync<FcCredsException>(() => box.ListObjectsAsync(ct: Ct));
        Assert.Equal("NoSuchSandbox", (await Assert.ThrowsAsync<FcCredsException>(async () => await box.DisposeAsync())).Code);
    }

    [Fact]
    public async Task Fifty_sandboxes_at_once_do_not_see_each_other()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
            var c = await box.AssumeRoleAsync("exporter", ct: Ct);
            Assert.Equal("200", await OssPut.SendAsync(box, c, $"key-{i}"));
            return (Box: box, Credentials: c, Key: $"key-{i}");
        }));
        Assert.Equal(50, boxes.Select(one => one.Box.AccountId).Distinct().Count());
        Assert.Equal("403 AccessDenied", await OssPut.SendAsync(boxes[0].Box, boxes[0].Credentials, "foreign", boxes[1].Box.Bucket()));
        foreach (var (box, _, key) in boxes.Skip(2))
        {
            Assert.Equal([key], await box.ListObjectsAsync(ct: Ct));
            Assert.Equal(["sts:AssumeRole", "oss:PutObject", "oss:ListObjects"], box.Journal.Calls().Select(call => call.Action));
        }
        foreach (var (box, _, _) in boxes) await box.DisposeAsync();
    }
}
