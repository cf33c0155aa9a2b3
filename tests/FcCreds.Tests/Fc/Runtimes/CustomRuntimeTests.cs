using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Fc;
using FcCreds.Fc.Invocation;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class CustomRuntimeTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Runtime = "custom.debian10";

    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task An_event_is_posted_to_invoke_with_the_common_headers_and_the_body_is_the_result()
    {
        var function = Declare("""
            say(200, ' '.join([method, path, body.decode(), headers['Content-Type'], headers['x-fc-control-path'], headers['x-fc-function-name'],
                               headers['x-fc-region'], headers['x-fc-account-id'], headers['x-fc-request-id']]))
            """);
        var result = await host.InvokeAsync(function, "the event");
        Assert.Equal($"POST /invoke the event application/octet-stream /invoke {function} {FcHost.Region} {FcHost.Account} {result.RequestId}", Text.Of(result));
        Assert.Null(result.FunctionError);
        Assert.True(result.MaxMemoryMb > 1);
        Assert.Equal(result.InstanceId, (await host.InvokeAsync(function, "again")).InstanceId);
    }

    [Theory]
    [InlineData("custom", true)]
    [InlineData("custom.debian10", true)]
    [InlineData("custom.debian11", false)]
    public async Task Credentials_come_by_headers_up_to_debian_10_and_by_environment_everywhere(string runtime, bool byHeaders)
    {
        var function = Declare("say(200, '%s %s' % (headers['x-fc-security-token'], os.environ['ALIBABA_CLOUD_SECURITY_TOKEN']))", declared => declared with { Runtime = runtime, RoleArn = FcAccount.RoleArn });
        var tokens = Text.Of(await host.InvokeAsync(function)).Split(' ');
        var ofInstance = host.Tokens.Open(tokens[1])!.Claims;
        Assert.Equal("orders", ofInstance.RoleName);
        if (byHeaders) Assert.NotEqual(ofInstance.SessionId, host.Tokens.Open(tokens[0])!.Claims.SessionId);
        else Assert.Equal("None", tokens[0]);
    }

    [Theory]
    [InlineData("say(400, 'my own words')", null)]
    [InlineData("say(500, 'my own words')", null)]
    [InlineData("say(404, 'my own words')", "UnhandledInvocationError")]
    [InlineData("say(200, 'my own words', {'x-fc-status': '404'})", "UnhandledInvocationError")]
    [InlineData("say(404, 'my own words', {'x-fc-status': '200'})", null)]
    public async Task A_status_is_dropped_unless_it_says_that_the_function_failed(string code, string? error)
    {
        var result = await host.InvokeAsync(Declare(code));
        Assert.Equal("my own words", Text.Of(result));
        Assert.Equal(200, result.StatusCode);
        Assert.Equal(error, result.FunctionError);
    }

    [Fact]
    public async Task The_initializer_is_asked_once_and_its_failure_costs_the_instance()
    {
        var hook = new LifecycleHook("unused", TimeSpan.FromSeconds(30));
        const string Code = """
            if path == '/initialize':
                state.append('initialized')
                say(200 if os.environ['WELL'] == 'yes' else 500, 'not ready')
            else:
                say(200, ' '.join(state))
            """;
        var well = Declare(Code, declared => declared with { Initializer = hook, EnvironmentVariables = new Dictionary<string, string> { ["WELL"] = "yes" } });
        Assert.Equal("initialized", Text.Of(await host.InvokeAsync(well)));
        Assert.Equal("initialized", Text.Of(await host.InvokeAsync(well)));

        var ill = Declare(Code, declared => declared with { Initializer = hook, EnvironmentVariables = new Dictionary<string, string> { ["WELL"] = "no" } });
        var failed = await host.InvokeAsync(ill);
        Assert.Equal("InitializationError", failed.FunctionError);
        Assert.Equal("not ready", Text.Of(failed));
        Assert.NotEqual(failed.InstanceId, (await host.InvokeAsync(ill)).InstanceId);
    }

    [Fact]
    public async Task A_web_request_passes_through_as_it_is_and_so_does_the_reply()
    {
        var function = Declare("say(418, '%s %s %s %s %s' % (method, path, headers['X-Mine'], headers['x-fc-control-path'], body.decode()), {'X-Yours': 'pot', 'Set-Cookie': 'a=1'})");
        HttpReply? seen = null;
        var text = "";
        var result = await host.Fc.Invoker.ForwardAsync(
            new() { FunctionName = function, Event = ReadOnlyMemory<byte>.Empty, RequestId = host.Ids.FcRequestId() },
            new()
            {
                Method = "PUT",
                PathAndQuery = "/a%2Fb/../c?x=%20&x",
                Headers = [new("X-Mine", "kettle"), new("Content-Type", "text/plain"), new("Content-Length", "4")],
                Body = new MemoryStream("tea!"u8.ToArray()),
                ReplyAsync = async (reply, ct) =>
                {
                    seen = reply;
                    using var reader = new StreamReader(reply.Body);
                    text = await reader.ReadToEndAsync(ct);
                },
            },
            TestContext.Current.CancellationToken);
        Assert.Null(result.FunctionError);
        Assert.Equal(418, seen!.StatusCode);
        Assert.Equal("PUT /a%2Fb/../c?x=%20&x kettle /http-invoke tea!", text);
        Assert.Contains(seen.Headers, field => field is { Name: "X-Yours", Value: "pot" });
        Assert.Contains(seen.Headers, field => field is { Name: "Set-Cookie", Value: "a=1" });
    }

    [Fact]
    public async Task One_instance_serves_as_many_calls_at_a_time_as_it_may()
    {
        // Answers only once all four are there.
        var function = Declare("""
            with lock:
                state.append(body)
            while len(state) < 4:
                time.sleep(0.005)
            say(200, os.environ['FC_INSTANCE_ID'])
            """, declared => declared with { InstanceConcurrency = 4 });
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.InvokeAsync(function)));
        Assert.Single(results.Select(Text.Of).Distinct());
        Assert.Single(results.Select(result => result.InstanceId).Distinct());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_times_out_lets_the_others_of_its_instance_finish()
    {
        var function = Declare("""
            open(body.decode(), 'w').close()
            while body == b'slow' or not os.path.exists('go'):
                time.sleep(0.005)
            say(200, os.environ['FC_INSTANCE_ID'])
            """, declared => declared with { InstanceConcurrency = 2, Timeout = TimeSpan.FromSeconds(2) });
        var slow = host.InvokeAsync(function, "slow");
        await FileAsync(function, "slow");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var other = host.InvokeAsync(function, "other");
        Assert.StartsWith("""{"errorMessage":"Function timed out after 2 seconds""", Text.Of(await slow), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(FolderOf(function), "go"), "", TestContext.Current.CancellationToken);
        Assert.Equal((await slow).InstanceId, Text.Of(await other));
        Assert.NotEqual((await slow).InstanceId, Text.Of(await host.InvokeAsync(function, "next")));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_leaves_does_not_end_an_instance_that_serves_several()
    {
        var function = Declare("""
            open(body.decode(), 'w').close()
            while body == b'slow':
                time.sleep(0.005)
            say(200, os.environ['FC_INSTANCE_ID'])
            """, declared => declared with { InstanceConcurrency = 2 });
        using var client = new CancellationTokenSource();
        var slow = host.InvokeAsync(function, "slow", client.Token);
        await FileAsync(function, "slow");
        var other = await host.InvokeAsync(function, "other");
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        Assert.Equal(Text.Of(other), Text.Of(await host.InvokeAsync(function, "next")));
    }

    [Fact]
    public async Task What_it_prints_before_it_answers_is_in_the_log_of_the_call()
    {
        var result = await host.InvokeAsync(Declare("print('FC Invoke Start RequestId: ' + headers['x-fc-request-id'], flush=True)\nsay(200, '')"));
        Assert.Equal($"FC Invoke Start RequestId: {result.RequestId}", Text.Lines(result)[0]);
    }

    [Fact]
    public async Task Neither_the_platforms_own_variables_nor_the_developers_are_seen()
    {
        var names = Text.Of(await host.InvokeAsync(Declare("say(200, ' '.join(os.environ))"))).Split(' ');
        Assert.Contains("FC_SERVER_PORT", names);
        Assert.Contains("FC_CUSTOM_LISTEN_PORT", names);
        Assert.DoesNotContain(names, name => name.StartsWith("_FC", StringComparison.Ordinal) || name is "FC_RUNTIME_API" or "USER");
    }

    [Theory]
    [InlineData(null, UnixFileMode.UserRead, "CAFileNotFound", "The function cannot be started. Failed to start function instance. Error: the file /code/bootstrap is not exist")]
    [InlineData("#!/bin/sh\nexit 1\n", UnixFileMode.UserRead, "CAFilePermission", "(code 13, message:permission denied) with start command '/code/bootstrap '. Logs:")]
    [InlineData("#!/bin/sh\r\nexit 1\n", UnixFileMode.UserRead | UnixFileMode.UserExecute, "CAExited", "(code 2, message:no such file or directory) with start command '/code/bootstrap '. Logs:")]
    [InlineData("exit 1\n", UnixFileMode.UserRead | UnixFileMode.UserExecute, "CAExited", "(code 8, message:exec format error) with start command '/code/bootstrap '. Logs:")]
    public async Task A_start_file_that_cannot_be_executed_is_refused_in_fcs_words(string? text, UnixFileMode mode, string code, string message)
    {
        var function = host.Declare(Runtime, text ?? "", file: text is null ? "other" : "bootstrap");
        if (text is not null && !OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(FolderOf(function), "bootstrap"), mode);
        var refused = await Assert.ThrowsAsync<ServiceException>(() => host.InvokeAsync(function));
        Assert.Equal(code, refused.Error.Code);
        Assert.Equal(412, refused.Error.Status);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_command_that_ends_tells_its_code_and_its_last_words()
    {
        var function = host.Declare(Runtime, "#!/bin/sh\necho 'no such thing'\nexit 1\n", declared => declared with { CustomRuntimeConfig = new() { Command = ["/code/start.sh"], Args = ["-v"] } }, "start.sh");
        MakeExecutable(Path.Combine(FolderOf(function), "start.sh"));
        var result = await host.InvokeAsync(function);
        Assert.Equal(412, result.StatusCode);
        Assert.Equal("CAExited", Text.Json(result).GetProperty("Code").GetString());
        Assert.Equal("Function instance exited unexpectedly(code 1, message:operation not permitted) with start command '/code/start.sh -v '. Logs:no such thing", Text.Json(result).GetProperty("Message").GetString());
    }

    [Fact]
    public async Task A_process_that_ends_during_a_call_is_the_functions_failure()
    {
        var result = await host.InvokeAsync(Declare("os._exit(3)"));
        Assert.Equal(200, result.StatusCode);
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.StartsWith("Function instance exited unexpectedly(code 3, message:no such process) with start command 'python3 server.py '.", Text.Json(result).GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_listens_fails_its_health_check()
    {
        await using var impatient = await FcHost.StartAsync(options => options with { StartTimeout = TimeSpan.FromSeconds(1) });
        var function = impatient.Declare(Runtime, "#!/bin/sh\necho 'thinking'\nexec sleep 100\n", file: "bootstrap");
        MakeExecutable(Path.Combine(impatient.Fc.Catalog.Find(function)!.Declaration.CodePath, "bootstrap"));
        var result = await impatient.InvokeAsync(function);
        Assert.Equal(412, result.StatusCode);
        Assert.Matches(@"^Function instance health check failed on port \d+ in 1 seconds\.\nLogs:thinking$", Text.Json(result).GetProperty("Message").GetString());
    }

    [Fact]
    public async Task A_health_check_is_asked_until_it_succeeds()
    {
        var function = Declare("""
            if path == '/ready':
                state.append('asked')
                say(503 if len(state) < 3 else 200, '')
            else:
                say(200, str(len(state)))
            """, declared => declared with { CustomRuntimeConfig = declared.CustomRuntimeConfig! with { HealthCheckConfig = new("/ready") { SuccessThreshold = 2 } } });
        Assert.Equal("4", Text.Of(await host.InvokeAsync(function)));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_instance_whose_health_check_fails_while_it_has_a_call_is_given_up_and_the_next_call_gets_another()
    {
        var function = Declare("""
            if path == '/ready':
                say(503 if state else 200, '')
            elif body == b'wait':
                state.append('ill')
                threading.Event().wait()
            else:
                say(200, str(os.getpid()))
            """, declared => declared with { CustomRuntimeConfig = declared.CustomRuntimeConfig! with { HealthCheckConfig = new("/ready") { Period = TimeSpan.FromMilliseconds(20), FailureThreshold = 2 } } });
        var failed = await host.InvokeAsync(function, "wait");
        Assert.Equal((200, "UnhandledInvocationError"), (failed.StatusCode, failed.FunctionError));
        Assert.Matches(@"^Function instance health check failed on port \d+ in 0\.04 seconds\.", Text.Json(failed).GetProperty("errorMessage").GetString());
        var next = await host.InvokeAsync(function, "quick");
        Assert.Null(next.FunctionError);
        Assert.NotEqual(failed.InstanceId, next.InstanceId);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_is_frozen_between_calls_too()
    {
        Assert.SkipUnless(File.Exists("/proc/self/stat"), "needs /proc to see whether a process is stopped");
        var function = Declare("say(200, str(os.getpid()))");
        var pid = int.Parse(Text.Of(await host.InvokeAsync(function)), CultureInfo.InvariantCulture);
        while (Living.StateOf(pid) != 'T') await Task.Yield();
        Assert.Equal(pid.ToString(CultureInfo.InvariantCulture), Text.Of(await host.InvokeAsync(function)));
    }

    private string Declare(string code, Func<FunctionDeclaration, FunctionDeclaration>? change = null)
    {
        var indented = string.Join('\n', code.Split('\n').Select(line => "        " + line));
        var server = $$"""
            import os, sys, threading, time
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            state, lock = [], threading.Lock()
            class Function(BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def handle_one(self):
                    method, path, headers = self.command, self.path, self.headers
                    body = self.rfile.read(int(headers.get('Content-Length', 0)))
                    def say(status, text, more={}):
                        self.send_response(status)
                        for name, value in dict(more, **{'Content-Length': str(len(text.encode()))}).items():
                            self.send_header(name, value)
                        self.end_headers()
                        self.wfile.write(text.encode())
                    self.serve(say, method, path, headers, body)
                do_GET = do_POST = do_PUT = handle_one
                def log_message(self, *args):
                    pass
                def serve(self, say, method, path, headers, body):
            {{indented}}
            class Server(ThreadingHTTPServer):
                request_queue_size = 128
            Server(('0.0.0.0', int(os.environ['FC_SERVER_PORT'])), Function).serve_forever()
            """;
        return host.Declare(
            Runtime, server,
            declared => (change ?? (same => same))(declared with { CustomRuntimeConfig = new() { Command = ["python3"], Args = ["server.py"] } }),
            "server.py");
    }

    private async Task FileAsync(string function, string name)
    {
        while (!File.Exists(Path.Combine(FolderOf(function), name)))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private string FolderOf(string function) => host.Fc.Catalog.Find(function)!.Declaration.CodePath;

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
