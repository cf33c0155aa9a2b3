using FcCreds.Core.Errors;

namespace FcCreds.Tests.Fc.Runtimes;

/// <summary>A program that asks the runtime API itself, as FC's Go runtime does (aliyun/fc-runtime-go-sdk); here a script stands for the binary.</summary>
public sealed class GoRuntimeTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Program = """
        #!/usr/bin/env python3
        import json, os
        from http.client import HTTPConnection
        host, _, path = os.environ['FC_RUNTIME_API'].partition('/')
        base = '/' + path + '/2020-11-11/runtime/invocation/'
        connection = HTTPConnection(host)
        while True:
            connection.request('GET', base + 'next')
            call = connection.getresponse()
            event = call.read().decode()
            if call.status != 200:
                break
            print('handling', event, flush=True)
            if event == 'fail':
                outcome, body = 'error', json.dumps({'errorMessage': 'oops', 'errorType': 'errorString'})
            else:
                names = ['x-fc-function-name', 'x-fc-access-key-id', 'x-fc-function-deadline']
                outcome, body = 'response', ' '.join([event] + [str(bool(call.getheader(name))) for name in names])
            connection.request('POST', base + call.getheader('x-fc-request-id') + '/' + outcome, body)
            connection.getresponse().read()
        """;

    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task An_executable_that_speaks_the_runtime_api_serves_call_after_call()
    {
        var function = host.Declare("go1", Program, declared => declared with { Handler = "main", RoleArn = FcAccount.RoleArn }, "main");
        MakeExecutable(function);
        var first = await host.InvokeAsync(function, "hello");
        Assert.Equal("hello True True True", Text.Of(first));
        Assert.Equal(
            ["FunctionCompute go1 runtime inited.", $"FC Invoke Start RequestId: {first.RequestId}", "handling hello", $"FC Invoke End RequestId: {first.RequestId}"],
            Text.Lines(first)[..4]);
        var failed = await host.InvokeAsync(function, "fail");
        Assert.Equal("UnhandledInvocationError", failed.FunctionError);
        Assert.Equal("oops", Text.Json(failed).GetProperty("errorMessage").GetString());
        Assert.Equal(first.InstanceId, failed.InstanceId);
        Assert.True(failed.MaxMemoryMb > 1);
    }

    [Fact]
    public async Task A_handler_that_is_no_file_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ServiceException>(() => host.InvokeAsync(host.Declare("go1", "", declared => declared with { Handler = "main" })));
        Assert.Contains("the file /code/main is not exist", refused.Message, StringComparison.Ordinal);
    }

    private void MakeExecutable(string function)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(host.Fc.Catalog.Find(function)!.Declaration.CodePath, "main"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
