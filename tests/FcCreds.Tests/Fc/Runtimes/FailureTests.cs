using System.Text.Json;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class FailureTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Runtime = "python3.10";

    private readonly FcHost host = fixture.Host;

    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task An_exception_is_told_with_its_stack_and_logged(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = host.Declare(runtime, """
            def my_handler(event, context):
                raise Exception('something is wrong')
            """, declared => declared with { Handler = "index.my_handler" });
        var result = await host.InvokeAsync(function);
        var path = Path.Combine(host.Fc.Catalog.Find(function)!.Declaration.CodePath, "index.py");
        var error = Text.Json(result);
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.Equal("something is wrong", error.GetProperty("errorMessage").GetString());
        Assert.Equal("Exception", error.GetProperty("errorType").GetString());
        var frame = Assert.Single(error.GetProperty("stackTrace").EnumerateArray());
        Assert.Equal([$"File \"{path}\"", "line 2", "in my_handler", "raise Exception('something is wrong')"], Strings(frame));
        Assert.Contains(Text.Lines(result), line => line.EndsWith($"{result.RequestId} [ERROR] {{", StringComparison.Ordinal));
        Assert.Contains($"FC Invoke End RequestId: {result.RequestId}, Error: Unhandled function error", Text.Lines(result));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Code_that_cannot_be_loaded_has_error_types_of_its_own(string runtime)
    {
        await Python.RequireAsync(runtime);
        var missing = await FailAsync(runtime, "import nowhere_to_be_found\n");
        Assert.Equal(("ImportModuleError", "Unable to import module 'index'"), Named(missing));
        var reason = Assert.Single(Strings(missing.GetProperty("stackTrace")));
        Assert.Contains("No module named", reason, StringComparison.Ordinal);

        var syntax = await FailAsync(runtime, "x = 1\ndef handler(:\n");
        Assert.Equal(("UserCodeSyntaxError", "Syntax error in module 'index'"), Named(syntax));
        Assert.Equal("line 2", Strings(syntax.GetProperty("stackTrace"))[1]);

        var raising = await FailAsync(runtime, "raise ValueError('at import')\n");
        Assert.Equal(("UserCodeError", "Module initialization error: 'at import'"), Named(raising));

        var absent = await FailAsync(runtime, "x = 1\n");
        Assert.Equal(("HandlerNotFound", "Handler 'handler' is missing on module 'index'"), Named(absent));
        Assert.False(absent.TryGetProperty("stackTrace", out _));

        Assert.Equal(("InvalidHandleName", "Invalid handler 'index'"), Named(await FailAsync(runtime, "", "index")));
    }

    [Fact]
    public async Task Reading_the_environment_without_importing_os_is_a_name_error()
    {
        await Python.RequireAsync("python3.12");
        var error = await FailAsync("python3.12", "def handler(event, context):\n    return os.environ['ALIBABA_CLOUD_ACCESS_KEY_ID']\n");
        Assert.Equal("NameError", error.GetProperty("errorType").GetString());
    }

    [Theory]
    [InlineData("import sys\ndef handler(event, context):\n    sys.exit(0)\n")]
    [InlineData("import os\ndef handler(event, context):\n    os._exit(3)\n")]
    [InlineData("import os, signal\ndef handler(event, context):\n    os.kill(os.getpid(), signal.SIGKILL)\n")]
    public async Task A_process_that_ends_fails_the_call_and_the_next_one_starts_cold(string code)
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, code);
        var result = await host.InvokeAsync(function);
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.Matches(@"^\{""errorMessage"":""Process exited unexpectedly before completing request \(duration: \d+ms, maxMemoryUsage: \d+\.\d\dMB\)""\}$", Text.Of(result));
        Assert.NotEqual(result.InstanceId, (await host.InvokeAsync(function)).InstanceId);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_endless_loop_times_out_and_takes_its_children_along()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            import subprocess
            def handler(event, context):
                child = subprocess.Popen(['sleep', '1000'])
                print('child %d' % child.pid)
                while True:
                    pass
            """, declared => declared with { Timeout = TimeSpan.FromSeconds(1) });
        var result = await host.InvokeAsync(function);
        Assert.StartsWith("""{"errorMessage":"Function timed out after 1 seconds""", Text.Of(result), StringComparison.Ordinal);
        var child = Text.Lines(result).Single(line => line.StartsWith("child ", StringComparison.Ordinal))["child ".Length..];
        await Living.EndOfAsync(int.Parse(child));
    }

    [Fact]
    public async Task A_failing_initializer_fails_the_call_and_costs_the_instance()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            def start(context):
                raise ValueError('not ready')
            def handler(event, context):
                return 'never'
            """, declared => declared with { Initializer = new("index.start", TimeSpan.FromSeconds(30)) });
        var first = await host.InvokeAsync(function);
        Assert.Equal("InitializationError", first.FunctionError);
        Assert.Equal("not ready", Text.Json(first).GetProperty("errorMessage").GetString());
        Assert.NotEqual(first.InstanceId, (await host.InvokeAsync(function)).InstanceId);
    }

    private async Task<JsonElement> FailAsync(string runtime, string code, string handler = "index.handler")
    {
        var result = await host.InvokeAsync(host.Declare(runtime, code, declared => declared with { Handler = handler }));
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        return Text.Json(result);
    }

    private static (string?, string?) Named(JsonElement error)
        => (error.GetProperty("errorType").GetString(), error.GetProperty("errorMessage").GetString());

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetString()!)];
}
