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

    [Fact]
    public async Task A_client_that_a_handler_keeps_from_one_call_to_the_next_is_found()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var function = box.Function(Fixtures.Function("oss-cached-client"), "exporter");
        var first = await function.InvokeAsync(Event(box, "a"), Ct);
        box.Journal.AssertNoStaleCredentials();

        var second = await function.InvokeAsync(Event(box, "b"), Ct);
        Assert.Equal((true, "success", false, "success"), (first.IsColdStart, first.Result, second.IsColdStart, second.Result));
        var stale = Assert.Single(box.Journal.Calls(), call => call.IsStale);
        Assert.Equal(("b", true, first.RequestId, second.RequestId), (stale.Key, stale.IsAllowed, stale.InvocationId, stale.SupersededBy));
        var failed = Assert.Throws<FcCredsAssertionException>(box.Journal.AssertNoStaleCredentials);
        Assert.Contains($"with credentials of invocation {first.RequestId} while {second.RequestId} had its instance", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oss-cached-client", "index.fresh")]
    [InlineData("oss-from-environment", "index.handler")]
    public async Task Credentials_of_the_call_and_those_of_the_instance_are_not_stale(string folder, string handler)
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var function = box.Function(Fixtures.Function(folder), "exporter", handler);
        var first = await function.InvokeAsync(Event(box, "a"), Ct);
        var second = await function.InvokeAsync(Event(box, "b"), Ct);
        Assert.Equal((null, true, null, false), (first.FunctionError, first.IsColdStart, second.FunctionError, second.IsColdStart));
        box.Journal.AssertNoStaleCredentials();
        Assert.Equal([first.RequestId, second.RequestId], box.Journal.Calls().Where(call => call.Service == "oss").Select(call => call.InvocationId));
    }

    [Fact]
    public async Task Each_single_invocation_gets_an_instance_of_its_own()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        for (var n = 0; n < 2; n++)
        {
            var ran = await box.InvokeAsync(Fixtures.Function("oss-cached-client"), "exporter", Event(box), ct: Ct);
            Assert.True(ran.IsColdStart);
        }
        box.Journal.AssertNoStaleCredentials();
    }

    private static string Event(Sandbox box, string key = "a")
        => $$"""{ "endpoint": "http://oss-cn-hangzhou.aliyuncs.com", "bucket": "{{box.Bucket()}}", "objectName": "{{key}}", "message": "hello" }""";
}
