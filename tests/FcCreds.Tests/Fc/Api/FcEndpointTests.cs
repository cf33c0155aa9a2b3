using System.Net;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Journal;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Fc.Api;

public sealed class FcEndpointTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Echo = "def handler(event, context):\n    print('x' * 5000)\n    return event\n";

    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task InvokeFunction_answers_with_the_result_and_the_documented_headers()
    {
        await Python.RequireAsync("python3.10");
        var function = host.Declare("python3.10", Echo);
        using var client = new FcClient(host, FcAccount.Invoker);
        using var answer = await client.SendAsync(HttpMethod.Post, $"/2023-03-30/functions/{function}/invocations?qualifier=LATEST", "Hello, FC!"u8.ToArray(), ("X-Fc-Log-Type", "Tail"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Hello, FC!", await Body(answer));
        Assert.False(answer.Headers.Contains("X-Fc-Error-Type"));
        Assert.StartsWith("c-", answer.Headers.GetValues("X-Fc-Instance-Id").Single(), StringComparison.Ordinal);
        var tail = Convert.FromBase64String(answer.Headers.GetValues("X-Fc-Log-Result").Single());
        Assert.Equal(4096, tail.Length);
        var requestId = answer.Headers.GetValues("X-Fc-Request-Id").Single();
        Assert.Contains($"FC Invoke End RequestId: {requestId}", Encoding.UTF8.GetString(tail), StringComparison.Ordinal);
        var called = host.Journal.Read(new() { RequestId = requestId }).OfType<ServiceCalled>().Single();
        Assert.Equal(("fc", "InvokeFunction", "Allow", "invoking#1"), (called.Service, called.Operation, called.Decision, called.Statement));
    }

    [Fact]
    public async Task A_failing_function_answers_200_and_says_so_in_a_header()
    {
        await Python.RequireAsync("python3.10");
        var function = host.Declare("python3.10", "def handler(event, context):\n    raise KeyError('x')\n");
        using var client = new FcClient(host, FcAccount.Root);
        using var answer = await client.SendAsync(HttpMethod.Post, $"/2023-03-30/functions/{function}/invocations");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("UnhandledInvocationError", answer.Headers.GetValues("X-Fc-Error-Type").Single());
    }

    [Fact]
    public async Task A_caller_without_permission_is_denied_and_the_journal_tells_what_is_needed()
    {
        var function = host.Declare("python3.10", Echo);
        using var client = new FcClient(host, FcAccount.Nobody);
        using var answer = await client.SendAsync(HttpMethod.Post, $"/2023-03-30/functions/{function}/invocations", []);
        await AssertError(answer, 403, "AccessDenied");
        var called = host.Journal.Read(new() { RequestId = answer.Headers.GetValues("X-Fc-Request-Id").Single() }).OfType<ServiceCalled>().Single();
        Assert.Contains("fc:InvokeFunction", called.Needed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_keys_wrong_secrets_and_unsigned_requests_are_refused_with_codes_of_their_own()
    {
        const string Target = "/2023-03-30/functions";
        using var stranger = new FcClient(host, new AccessKeyDeclaration("LTAIstranger", new("secret")));
        await AssertError(await stranger.SendAsync(HttpMethod.Get, Target), 403, "InvalidAccessKeyID");
        using var forger = new FcClient(host, FcAccount.Root with { AccessKeySecret = new("wrong") });
        await AssertError(await forger.SendAsync(HttpMethod.Get, Target), 403, "SignatureNotMatch");
        using var http = new HttpClient { BaseAddress = host.Address };
        await AssertError(await http.GetAsync(new Uri(Target, UriKind.Relative), TestContext.Current.CancellationToken), 400, "MissingRequiredHeader");
    }

    [Fact]
    public async Task GetFunction_and_ListFunctions_tell_the_declaration()
    {
        await using var own = await FcHost.StartAsync();
        var names = Enumerable.Range(0, 3).Select(_ => own.Declare("python3.12", Echo)).Order(StringComparer.Ordinal).ToArray();
        using var client = new FcClient(own, FcAccount.Root);
        using var one = await client.SendAsync(HttpMethod.Get, $"/2023-03-30/functions/{names[0]}");
        var function = JsonDocument.Parse(await Body(one)).RootElement;
        Assert.Equal(names[0], function.GetProperty("functionName").GetString());
        Assert.Equal($"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/{names[0]}", function.GetProperty("functionArn").GetString());

        using var first = await client.SendAsync(HttpMethod.Get, "/2023-03-30/functions?limit=2");
        var page = JsonDocument.Parse(await Body(first)).RootElement;
        Assert.Equal(names[..2], page.GetProperty("functions").EnumerateArray().Select(item => item.GetProperty("functionName").GetString()));
        using var second = await client.SendAsync(HttpMethod.Get, $"/2023-03-30/functions?limit=2&nextToken={page.GetProperty("nextToken").GetString()}");
        var rest = JsonDocument.Parse(await Body(second)).RootElement;
        Assert.Equal(names[2], Assert.Single(rest.GetProperty("functions").EnumerateArray()).GetProperty("functionName").GetString());
        Assert.False(rest.TryGetProperty("nextToken", out _));
    }

    [Theory]
    [InlineData("GET", "/2023-03-30/functions/absent", 404, "FunctionNotFound")]
    [InlineData("GET", "/2023-03-30/functions/any/sessions", 400, "NotImplemented")]
    [InlineData("PUT", "/2023-03-30/functions", 400, "PathNotSupported")]
    public async Task What_is_not_there_is_refused_by_name(string method, string target, int status, string code)
    {
        using var client = new FcClient(host, FcAccount.Root);
        await AssertError(await client.SendAsync(new HttpMethod(method), target), status, code);
    }

    [Fact]
    public async Task Async_invocation_is_accepted_and_a_delay_beyond_an_hour_is_not()
    {
        var function = host.Declare("python3.10", Echo);
        using var client = new FcClient(host, FcAccount.Root);
        var path = $"/2023-03-30/functions/{function}/invocations";
        using var accepted = await client.SendAsync(HttpMethod.Post, path, [], ("X-Fc-Invocation-Type", "Async"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await AssertError(await client.SendAsync(HttpMethod.Post, path, [], ("X-Fc-Invocation-Type", "Async"), ("X-Fc-Async-Delay", "3601")), 400, "InvalidArgument");
    }

    private static async Task AssertError(HttpResponseMessage answer, int status, string code)
    {
        using (answer)
        {
            var body = JsonDocument.Parse(await Body(answer)).RootElement;
            Assert.Equal((status, code), ((int)answer.StatusCode, body.GetProperty("Code").GetString()));
            Assert.Equal(answer.Headers.GetValues("X-Fc-Request-Id").Single(), body.GetProperty("RequestId").GetString());
            Assert.NotEmpty(body.GetProperty("Message").GetString()!);
        }
    }

    private static Task<string> Body(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
