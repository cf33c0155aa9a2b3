using System.Text.Json;
using FcCreds.Core.Functions;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class NodeRuntimeTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    public static TheoryData<string> Runtimes => Node.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_handler_gets_a_buffer_and_answers_by_its_callback(string runtime)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, "exports.handler = (event, context, callback) => callback(null, `${Buffer.isBuffer(event)} ${event}`);");
        var result = await host.InvokeAsync(function, """{"key": "value"}""");
        Assert.Equal("""true {"key": "value"}""", Text.Of(result));
        Assert.Null(result.FunctionError);
        Assert.True(result.MaxMemoryMb > 1);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task The_context_has_the_fields_of_its_page(string runtime)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, "exports.handler = (event, context, callback) => callback(null, context);", declared => declared with { RoleArn = FcAccount.RoleArn });
        var result = await host.InvokeAsync(function);
        var context = Text.Json(result);
        Assert.Equal(["requestId", "credentials", "function", "service", "region", "accountId", "logger", "tracing", "retryCount"], Names(context));
        Assert.Equal(result.RequestId, context.GetProperty("requestId").GetString());
        Assert.Equal($$"""{"name":"{{function}}","handler":"index.handler","memory":512,"timeout":30}""", context.GetProperty("function").GetRawText());
        Assert.Equal(["name", "logProject", "logStore", "qualifier", "versionId"], Names(context.GetProperty("service")));
        Assert.Equal(FcHost.Region, context.GetProperty("region").GetString());
        Assert.Equal(FcHost.Account, context.GetProperty("accountId").GetString());
        var credentials = context.GetProperty("credentials");
        Assert.Equal(["accessKeyId", "accessKeySecret", "securityToken"], Names(credentials));
        Assert.Equal("orders", host.Tokens.Open(credentials.GetProperty("securityToken").GetString()!)!.Claims.RoleName);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Results_are_serialised_by_the_runtimes_rules(string runtime)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, """
            const results = { buffer: Buffer.from([0, 255]), text: 'café', object: { b: 1, a: [true] }, nothing: null, number: 7, missing: undefined };
            exports.handler = (event, context, callback) => callback(null, results[event]);
            """);
        Assert.Equal(new byte[] { 0, 255 }, (await host.InvokeAsync(function, "buffer")).Body.ToArray());
        Assert.Equal("café", Text.Of(await host.InvokeAsync(function, "text")));
        Assert.Equal("""{"b":1,"a":[true]}""", Text.Of(await host.InvokeAsync(function, "object")));
        Assert.Equal("", Text.Of(await host.InvokeAsync(function, "nothing")));
        Assert.Equal("7", Text.Of(await host.InvokeAsync(function, "number")));
        Assert.Equal("", Text.Of(await host.InvokeAsync(function, "missing")));
    }

    [Theory]
    [InlineData("nodejs18")]
    [InlineData("nodejs20")]
    public async Task From_18_on_a_handler_may_be_async_and_an_es_module(string runtime)
    {
        await Node.RequireAsync(runtime);
        Assert.Equal("later", Text.Of(await host.InvokeAsync(Declare(runtime, "exports.handler = async (event, context) => 'later';"))));
        Assert.Equal("at once", Text.Of(await host.InvokeAsync(Declare(runtime, "exports.handler = (event, context) => 'at once';"))));
        Assert.Equal("module", Text.Of(await host.InvokeAsync(Declare(runtime, "export const handler = async () => 'module';", file: "index.mjs"))));
        var typed = Declare(runtime, "import os from 'node:os';\nexport const handler = async () => typeof os.cpus;");
        await File.WriteAllTextAsync(Path.Combine(FolderOf(typed), "package.json"), """{"type": "module"}""", TestContext.Current.CancellationToken);
        Assert.Equal("function", Text.Of(await host.InvokeAsync(typed)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Up_to_16_what_an_async_handler_returns_is_ignored_until_the_timeout()
    {
        await Node.RequireAsync("nodejs16");
        var function = Declare("nodejs16", "exports.handler = async () => 'never seen';", declared => declared with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.StartsWith("""{"errorMessage":"Function timed out after 1 seconds""", Text.Of(await host.InvokeAsync(function)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodejs16", "FunctionUnhandledError: TypeError")]
    [InlineData("nodejs20", "TypeError")]
    public async Task A_thrown_error_is_told_with_its_stack_and_logged(string runtime, string type)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, "exports.handler = function(event, context, callback) {\n  throw new TypeError('oops');\n};");
        var result = await host.InvokeAsync(function);
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.Equal((type, "oops"), Named(result));
        Assert.Equal(["TypeError: oops", $"    at exports.handler ({Path.Combine(FolderOf(function), "index.js")}:2:9)"], StackOf(result));
        Assert.Contains(Text.Lines(result), line => line.Contains($$"""{{result.RequestId}} [error] {"errorMessage":"oops",""", StringComparison.Ordinal));
        Assert.Contains($"FC Invoke End RequestId: {result.RequestId}, Error: Unhandled function error", Text.Lines(result));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task An_error_given_to_the_callback_is_a_handled_one(string runtime)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, "exports.handler = (event, context, callback) => callback(event == 'text' ? 'not well' : new Error('oops'));");
        var text = await host.InvokeAsync(function, "text");
        Assert.Equal("HandledInvocationError", text.FunctionError);
        Assert.Equal("""{"errorMessage":"not well","errorType":"FunctionHandledError"}""", Text.Of(text));
        Assert.Contains($"FC Invoke End RequestId: {text.RequestId}, Error: Handled function error", Text.Lines(text));

        var error = await host.InvokeAsync(function, "error");
        Assert.Equal("HandledInvocationError", error.FunctionError);
        Assert.Equal(("Error", "oops"), Named(error));
        Assert.Equal(text.InstanceId, error.InstanceId);
    }

    [Theory]
    [InlineData("setTimeout(() => { throw new RangeError('late'); }, 1);")]
    [InlineData("Promise.reject(new RangeError('late'));")]
    public async Task What_is_thrown_elsewhere_counts_for_the_call_that_runs(string statement)
    {
        await Node.RequireAsync("nodejs20");
        var result = await host.InvokeAsync(Declare("nodejs20", $"exports.handler = (event, context, callback) => {{ {statement} }};"));
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.Equal(("RangeError", "late"), Named(result));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Code_that_cannot_be_loaded_says_what_is_missing(string runtime)
    {
        await Node.RequireAsync(runtime);
        Assert.Equal("Cannot find module 'nowhere-to-be-found'", Named(await host.InvokeAsync(Declare(runtime, "require('nowhere-to-be-found');"))).Message?.Split('\n')[0]);
        Assert.Equal("Handler 'handler' missing on module 'index'", Named(await host.InvokeAsync(Declare(runtime, "exports.other = 1;"))).Message);
        Assert.Equal("Invalid handler 'index'", Named(await host.InvokeAsync(Declare(runtime, "", declared => declared with { Handler = "index" }))).Message);
        Assert.StartsWith("Cannot find module '", Named(await host.InvokeAsync(Declare(runtime, "", declared => declared with { Handler = "other.handler" }))).Message, StringComparison.Ordinal);
        var syntax = await host.InvokeAsync(Declare(runtime, "exports.handler = ("));
        Assert.EndsWith("SyntaxError", Named(syntax).Type, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodejs16", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z {id} \[silly\] by console 7$", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z {id} \[info\] by context$")]
    [InlineData("nodejs20", @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {id} \[info\] by console 7$", @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {id} \[info\] by context$")]
    public async Task Prints_come_verbatim_and_loggers_in_their_formats_in_order(string runtime, string console, string context)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, """
            exports.handler = (event, context, callback) => {
                process.stdout.write('hi,fc\n');
                console.log('by console %d', 7);
                context.logger.info('by context');
                process.stderr.write('complaint\n');
                process.stdout.write('no newline');
                callback(null);
            };
            """);
        var result = await host.InvokeAsync(function);
        Assert.Collection(
            Text.Lines(result)[..8],
            line => Assert.Equal($"FunctionCompute {runtime} runtime inited.", line),
            line => Assert.Equal($"FC Invoke Start RequestId: {result.RequestId}", line),
            line => Assert.Equal("hi,fc", line),
            line => Assert.Matches(console.Replace("{id}", result.RequestId, StringComparison.Ordinal), line),
            line => Assert.Matches(context.Replace("{id}", result.RequestId, StringComparison.Ordinal), line),
            line => Assert.Equal("complaint", line),
            line => Assert.Equal("no newline", line),
            line => Assert.Equal($"FC Invoke End RequestId: {result.RequestId}", line));
    }

    [Fact]
    public async Task A_log_level_hides_what_is_below()
    {
        await Node.RequireAsync("nodejs20");
        var function = Declare(
            "nodejs20", "exports.handler = async (event, context) => { console.log('hidden'); context.logger.debug('hidden'); console.warn('seen'); };",
            declared => declared with { EnvironmentVariables = new Dictionary<string, string> { ["ALIYUN_FC_LOG_LEVEL"] = "warn" } });
        var log = (await host.InvokeAsync(function)).Log;
        Assert.Contains("[warn] seen", log, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", log, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task The_initializer_runs_once_and_nothing_of_the_platforms_own_is_in_the_environment(string runtime)
    {
        await Node.RequireAsync(runtime);
        var function = Declare(runtime, """
            const calls = [];
            exports.start = (context, callback) => { calls.push('initialized'); callback(null); };
            exports.handler = (event, context, callback) => {
                calls.push('called');
                callback(null, [...calls, ...Object.keys(process.env).filter(name => /RUNTIME_API|MARKER|_FC_/.test(name))].join(' '));
            };
            """, declared => declared with { Initializer = new("index.start", TimeSpan.FromSeconds(30)) });
        Assert.Equal("initialized called", Text.Of(await host.InvokeAsync(function)));
        Assert.Equal("initialized called called", Text.Of(await host.InvokeAsync(function)));
    }

    [Theory]
    [InlineData("process.exit(0);")]
    [InlineData("process.abort();")]
    public async Task A_process_that_ends_fails_the_call_and_the_next_one_starts_cold(string statement)
    {
        await Node.RequireAsync("nodejs20");
        var function = Declare("nodejs20", $"exports.handler = async () => {{ {statement} }};");
        var result = await host.InvokeAsync(function);
        Assert.Equal("UnhandledInvocationError", result.FunctionError);
        Assert.StartsWith("""{"errorMessage":"Process exited unexpectedly before completing request (duration: """, Text.Of(result), StringComparison.Ordinal);
        Assert.NotEqual(result.InstanceId, (await host.InvokeAsync(function)).InstanceId);
    }

    private string Declare(string runtime, string code, Func<FcCreds.Fc.FunctionDeclaration, FcCreds.Fc.FunctionDeclaration>? change = null, string file = "index.js")
        => host.Declare(runtime, code, change, file);

    private string FolderOf(string function) => host.Fc.Catalog.Find(function)!.Declaration.CodePath;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static (string? Type, string? Message) Named(InvocationResult result)
        => (Text.Json(result).GetProperty("errorType").GetString(), Text.Json(result).GetProperty("errorMessage").GetString());

    private static string[] StackOf(InvocationResult result) => [.. Text.Json(result).GetProperty("stackTrace").EnumerateArray().Select(line => line.GetString()!)];
}
