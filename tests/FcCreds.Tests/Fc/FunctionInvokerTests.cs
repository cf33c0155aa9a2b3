using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc;

public sealed class FunctionInvokerTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Runtime = "python3.10";

    private readonly FcHost host = fixture.Host;

    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_handler_gets_the_raw_event_and_its_result_comes_back(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = host.Declare(runtime, """
            def handler(event, context):
                return type(event).__name__ + ' ' + event.decode('utf-8')
            """);
        var result = await host.InvokeAsync(function, """{"key": "value"}""");
        Assert.Equal($$"""{{(runtime == "python2.7" ? "str" : "bytes")}} {"key": "value"}""", Text.Of(result));
        Assert.Null(result.FunctionError);
        Assert.Equal(200, result.StatusCode);
        Assert.True(result.MaxMemoryMb > 1);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task The_context_tells_of_function_request_and_region(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = host.Declare(runtime, """
            import os
            def handler(event, context):
                f = context.function
                return '|'.join([context.request_id, f.name, f.handler, str(f.memory), f.timeout, context.region, context.account_id,
                                 os.getcwd(), os.environ['FC_FUNCTION_NAME'], str(type(context).__name__)])
            """);
        var result = await host.InvokeAsync(function);
        var folder = host.Fc.Catalog.Find(function)!.Declaration.CodePath;
        Assert.Equal($"{result.RequestId}|{function}|index.handler|512|30|{FcHost.Region}|{FcHost.Account}|{folder}|{function}|FCContext", Text.Of(result));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Credentials_come_by_environment_everywhere_and_by_context_up_to_3_10(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = host.Declare(runtime, """
            import os
            def handler(event, context):
                if event.decode('utf-8') == 'environment':
                    return os.environ['ALIBABA_CLOUD_SECURITY_TOKEN']
                return context.credentials.security_token
            """, declared => declared with { RoleArn = FcAccount.RoleArn });
        var byEnvironment = host.Tokens.Open(Text.Of(await host.InvokeAsync(function, "environment")))!.Claims;
        Assert.Equal(TimeSpan.FromHours(36), byEnvironment.ExpiresAt - byEnvironment.IssuedAt);
        Assert.Equal("orders", byEnvironment.RoleName);

        var byContext = await host.InvokeAsync(function, "context");
        if (FunctionRuntime.Find(runtime)!.GivesCredentialsPerCall)
        {
            var claims = host.Tokens.Open(Text.Of(byContext))!.Claims;
            Assert.NotEqual(byEnvironment.SessionId, claims.SessionId);
        }
        else
        {
            Assert.Equal("UnhandledInvocationError", byContext.FunctionError);
            Assert.Equal("'FCContext' object has no attribute 'credentials'", Text.Json(byContext).GetProperty("errorMessage").GetString());
        }
    }

    [Fact]
    public async Task A_function_without_a_role_has_no_credential_variables_and_nothing_of_the_developers()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            import os
            def handler(event, context):
                return ' '.join(sorted(os.environ))
            """, declared => declared with { EnvironmentVariables = new Dictionary<string, string> { ["STAGE"] = "test" } });
        var names = Text.Of(await host.InvokeAsync(function)).Split(' ');
        Assert.Contains("STAGE", names);
        string[] basics = ["HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "PYTHONUSERBASE", "STAGE", "TZ"];
        string[] documented =
        [
            "FC_ACCOUNT_ID", "FC_FUNCTION_HANDLER", "FC_FUNCTION_MEMORY_SIZE", "FC_FUNCTION_NAME", "FC_FUNC_CODE_PATH",
            "FC_INSTANCE_ID", "FC_REGION", "FC_VER_ID",
        ];
        Assert.Empty(names.Except(basics).Except(documented));
        Assert.Empty(documented.Except(names));
    }

    [Fact]
    public async Task Capture_variables_reach_the_handler_and_win_over_its_own()
    {
        await Python.RequireAsync(Runtime);
        await using var captured = await FcHost.StartAsync(options => options with
        {
            CaptureEnvironment = () => new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://emulator" },
        });
        var function = captured.Declare(Runtime, """
            import os
            def handler(event, context):
                return os.environ['HTTPS_PROXY']
            """, declared => declared with { EnvironmentVariables = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://elsewhere" } });
        Assert.Equal("http://emulator", Text.Of(await captured.InvokeAsync(function)));
    }

    [Theory]
    [InlineData(FcAccount.RoleWithoutTrust, "does not let fc.aliyuncs.com assume the role")]
    [InlineData("acs:ram::1234567890123456:role/unknown", "There is no role")]
    public async Task A_role_that_cannot_be_assumed_fails_the_invocation_with_the_fix(string roleArn, string reason)
    {
        var function = host.Declare(Runtime, "", declared => declared with { RoleArn = roleArn });
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => host.InvokeAsync(function));
        Assert.Equal("AccessDenied", refusal.Error.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_instance_serves_the_next_call_and_the_initializer_runs_once()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            calls = []
            def start(context):
                calls.append('initialized')
            def handler(event, context):
                calls.append('called')
                return ' '.join(calls)
            """, declared => declared with { Initializer = new("index.start", TimeSpan.FromSeconds(30)) });
        var first = await host.InvokeAsync(function);
        var second = await host.InvokeAsync(function);
        Assert.Equal("initialized called", Text.Of(first));
        Assert.Equal("initialized called called", Text.Of(second));
        Assert.Equal(first.InstanceId, second.InstanceId);
        Assert.Contains($"FC Initialize Start RequestId: {first.RequestId}", Text.Lines(first));
        Assert.DoesNotContain("Initialize", second.Log, StringComparison.Ordinal);
        Assert.Equal([true, false], host.Journal.Read(new() { FunctionName = function }).OfType<InvocationStarted>().Select(one => one.ColdStart));
    }

    [Fact]
    public async Task A_changed_declaration_gets_a_new_instance()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, "def handler(event, context):\n    return 'ok'\n");
        var before = await host.InvokeAsync(function);
        host.Fc.Catalog.Declare(host.Fc.Catalog.Find(function)!.Declaration with { MemorySize = 128 });
        var after = await host.InvokeAsync(function);
        Assert.NotEqual(before.InstanceId, after.InstanceId);
    }

    [Fact]
    public async Task Concurrent_calls_run_on_instances_of_their_own()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            import os, time
            def handler(event, context):
                # Returns only once the other call has begun.
                mine, other = event.decode().split(' ')
                open(mine, 'w').close()
                while not os.path.exists(other):
                    time.sleep(0.01)
                return os.environ['FC_INSTANCE_ID']
            """);
        var results = await Task.WhenAll(host.InvokeAsync(function, "a b"), host.InvokeAsync(function, "b a"));
        Assert.NotEqual(Text.Of(results[0]), Text.Of(results[1]));
    }
}
