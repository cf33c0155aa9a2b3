using FcCreds.Testing;
using FcCreds.Tests.Cli;

namespace FcCreds.Tests.Testing;

public sealed class SandboxInvocationTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_writes_into_the_sandbox_with_its_roles_credentials()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var ran = await box.InvokeAsync(Fixtures.Function("oss-from-environment"), "exporter", Event(box), ct: Ct);
        Assert.Equal((null, "success"), (ran.FunctionError, ran.Result));
        Assert.Equal("hello"u8.ToArray(), await box.GetObjectAsync("a", ct: Ct));
        box.Journal.AssertAllowed("oss:PutObject", key: "a");
        box.Journal.AssertNoStaleCredentials();
    }

    [Fact]
    public async Task A_handler_whose_role_may_not_write_fails_and_the_journal_says_why()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("reader", allow: "oss:GetObject"), Ct);
        var ran = await box.InvokeAsync(Fixtures.Function("oss-from-environment"), "reader", Event(box), ct: Ct);
        Assert.Equal("UnhandledInvocationError", ran.FunctionError);
        box.Journal.AssertDenied("oss:PutObject", key: "a");
    }

    private static string Event(Sandbox box)
        => $$"""{ "endpoint": "http://oss-cn-hangzhou.aliyuncs.com", "bucket": "{{box.Bucket()}}", "objectName": "a", "message": "hello" }""";
}
