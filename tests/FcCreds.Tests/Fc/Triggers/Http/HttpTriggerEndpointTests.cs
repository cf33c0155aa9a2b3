using System.Net;
using System.Text;
using FcCreds.Core.Journal;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Tests.Fc.Triggers.Http;

public sealed class HttpTriggerEndpointTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task A_request_becomes_the_documented_event()
    {
        var function = Web.Declare(host, Web.EchoEvent);
        using var response = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/a%20b/../c?p=a&p=b&q=x+y&empty", new StringContent("hi", Encoding.UTF8, "text/plain"),
            ("accept-LANGUAGE", "de"), ("x-two", "1"), ("x-fc-made-up", "no"), ("User-Agent", "tests"));
        var answer = await Web.JsonAsync(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("v1", answer.GetProperty("version").GetString());
        Assert.Equal("/a%20b/../c", answer.GetProperty("rawPath").GetString());
        Assert.Equal("""{"p":"a,b","q":"x y","empty":""}""", answer.GetProperty("queryParameters").GetRawText());
        Assert.Equal(("hi", false), (answer.GetProperty("body").GetString(), answer.GetProperty("isBase64Encoded").GetBoolean()));
        var headers = answer.GetProperty("headers");
        Assert.Equal(("de", "1"), (headers.GetProperty("Accept-Language").GetString(), headers.GetProperty("X-Two").GetString()));
        Assert.False(headers.TryGetProperty("X-Fc-Made-Up", out _) || headers.TryGetProperty("Host", out _) || headers.TryGetProperty("Connection", out _));

        var context = answer.GetProperty("requestContext");
        var trigger = host.Fc.HttpTriggers.Find(function, "LATEST")!;
        Assert.Equal((FcHost.Account, trigger.DomainName, trigger.DomainPrefix), (Text(context, "accountId"), Text(context, "domainName"), Text(context, "domainPrefix")));
        Assert.Equal(response.Headers.GetValues("X-Fc-Request-Id").Single(), Text(context, "requestId"));
        Assert.Equal(DateTimeOffset.Parse(Text(context, "time")!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(), long.Parse(Text(context, "timeEpoch")!, System.Globalization.CultureInfo.InvariantCulture) / 1000);
        Assert.Equal("""{"method":"POST","path":"/a b/../c","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"tests"}""", context.GetProperty("http").GetRawText());
    }

    [Theory]
    [InlineData(null, "", true)]
    [InlineData("application/x-www-form-urlencoded", "YT0x", true)]
    [InlineData("application/json; charset=utf-8", "a=1", false)]
    [InlineData("TEXT/Html", "a=1", false)]
    [InlineData("application/octet-stream", "YT0x", true)]
    public async Task Only_bodies_of_text_types_come_as_text(string? type, string body, bool isBase64)
    {
        var function = Web.Declare(host, Web.EchoEvent);
        var content = type is null ? null : new ByteArrayContent("a=1"u8.ToArray());
        content?.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/", content);
        var answer = await Web.JsonAsync(response);
        Assert.Equal((body, isBase64), (answer.GetProperty("body").GetString(), answer.GetProperty("isBase64Encoded").GetBoolean()));
    }

    [Fact]
    public async Task An_answer_in_parts_sets_status_headers_and_body()
    {
        var function = Web.Declare(host, """
            import base64
            def handler(event, context):
                return {'statusCode': 201, 'isBase64Encoded': True, 'body': base64.b64encode(b'\x00\x01').decode(),
                        'headers': {'Content-Type': 'image/png', 'Set-Cookie': ['a=1', 'b=2'], 'X-Mine': 'yes', 'X-Fc-Request-Id': 'mine',
                                    'Content-Disposition': 'inline', 'Server': 'me', 'Date': 'never', 'Content-Length': '9'}}
            """);
        using var response = await Web.GetAsync(host, function);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(new byte[] { 0, 1 }, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("image/png", 2L, "attachment"), (response.Content.Headers.ContentType!.ToString(), response.Content.Headers.ContentLength, response.Content.Headers.ContentDisposition!.ToString()));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("yes", response.Headers.GetValues("X-Mine").Single());
        Assert.NotEqual("mine", response.Headers.GetValues("X-Fc-Request-Id").Single());
        Assert.DoesNotContain("me", response.Headers.Server.Select(product => product.ToString()));
        Assert.NotNull(response.Headers.Date);
    }

    [Theory]
    [InlineData("'plain'", "plain")]
    [InlineData("b'bytes'", "bytes")]
    [InlineData("{'headers': {'X-A': 'b'}}", "{\n    \"headers\": {\n        \"X-A\": \"b\"\n    }\n}")]
    [InlineData("{'statusCode': '201'}", "{\n    \"statusCode\": \"201\"\n}")]
    [InlineData("[1]", "[\n    1\n]")]
    [InlineData("None", "null")]
    public async Task Any_other_result_is_the_body_itself(string returned, string body)
    {
        var function = Web.Declare(host, $"def handler(event, context):\n    return {returned}\n");
        using var response = await Web.GetAsync(host, function);
        Assert.Equal((HttpStatusCode.OK, "application/json", body), (response.StatusCode, response.Content.Headers.ContentType!.ToString(), await Web.TextAsync(response)));
    }

    [Theory]
    [InlineData("{'statusCode': 200, 'body': {'a': 1}}", 200, "{\n        \"a\": 1\n    }")]
    [InlineData("{'statusCode': 200, 'body': 'no base64!', 'isBase64Encoded': True}", 200, "no base64!")]
    [InlineData("{'statusCode': 200}", 200, "")]
    [InlineData("{'statusCode': 204, 'body': 'x'}", 204, "")]
    [InlineData("{'statusCode': 404, 'body': None}", 404, "")]
    public async Task Odd_answers_in_parts_are_taken_as_the_cloud_takes_them(string returned, int status, string body)
    {
        var function = Web.Declare(host, $"def handler(event, context):\n    return {returned}\n");
        using var response = await Web.GetAsync(host, function);
        Assert.Equal((status, body), ((int)response.StatusCode, await Web.TextAsync(response)));
    }

    [Theory]
    [InlineData("{'statusCode': 99}")]
    [InlineData("{'statusCode': 200, 'headers': {'X-Long': 'x' * 9000}}")]
    [InlineData("{'statusCode': 200, 'headers': {'X-Split': 'a\\r\\nX-Evil: b'}}")]
    [InlineData("{'statusCode': 200, 'headers': {'not a token': 'a'}}")]
    public async Task An_answer_that_cannot_be_sent_is_a_bad_response(string returned)
    {
        var function = Web.Declare(host, $"def handler(event, context):\n    return {returned}\n");
        using var response = await Web.GetAsync(host, function);
        var (status, code, _) = await Web.ErrorAsync(response);
        Assert.Equal((502, "BadResponse"), (status, code));
    }

    [Theory]
    [InlineData("raise Exception('a secret of the code')")]
    [InlineData("import os; os._exit(1)")]
    public async Task What_user_code_did_wrong_is_hidden(string code)
    {
        var function = Web.Declare(host, $"def handler(event, context):\n    {code}\n");
        using var response = await Web.GetAsync(host, function);
        Assert.Equal((502, "Internal Server Error", "application/json"), ((int)response.StatusCode, await Web.TextAsync(response), response.Content.Headers.ContentType!.ToString()));
        var id = response.Headers.GetValues("X-Fc-Request-Id").Single();
        var events = host.Journal.Read(new() { RequestId = id });
        Assert.Equal("UnhandledInvocationError", Assert.Single(events.OfType<InvocationEnded>()).FunctionError);
        var called = Assert.Single(events.OfType<ServiceCalled>());
        Assert.Equal(("HttpTrigger", 502, "UnhandledInvocationError", function), (called.Operation, called.Status, called.Code, called.FunctionName));
    }

    [Fact]
    public async Task A_trigger_answers_to_its_names_and_paths_only()
    {
        var function = Web.Declare(host, Web.EchoEvent);
        var trigger = host.Fc.HttpTriggers.Find(function, "LATEST")!;
        foreach (var name in (string[])[trigger.DomainName, $"{trigger.DomainPrefix}.{FcHost.Region}-vpc.fcapp.run", $"{function}.{FcHost.Region}.fcapp.run"])
        {
            using var found = await Web.SendAsync(host, HttpMethod.Get, "/x", null, ("Host", name));
            Assert.Equal(name, (await Web.JsonAsync(found)).GetProperty("requestContext").GetProperty("domainName").GetString());
        }
        foreach (var name in (string[])[$"{trigger.DomainPrefix}.cn-beijing.fcapp.run", "nobody.cn-shenzhen.fcapp.run"])
        {
            using var missing = await Web.SendAsync(host, HttpMethod.Get, "/x", null, ("Host", name));
            var (status, code, _) = await Web.ErrorAsync(missing);
            Assert.Equal((404, "TriggerNotFound"), (status, code));
        }
        var without = host.Declare("python3.10", Web.EchoEvent);
        using var none = await Web.GetAsync(host, without);
        Assert.Equal((404, "TriggerNotFound", $"function '{without}' has no HTTP trigger"), await Web.ErrorAsync(none));
    }

    [Fact]
    public async Task A_method_that_is_not_listed_and_an_address_that_is_switched_off_are_403()
    {
        var function = Web.Declare(host, Web.EchoEvent, """{"authType":"anonymous","methods":["GET"],"disableURLInternet":true}""");
        using var closed = await Web.GetAsync(host, function);
        Assert.Equal((403, "AccessDenied", "access denied due to function internet URL is disabled"), await Web.ErrorAsync(closed));
        var vpc = $"{host.Fc.HttpTriggers.Find(function, "LATEST")!.DomainPrefix}.{FcHost.Region}-vpc.fcapp.run";
        using var open = await Web.SendAsync(host, HttpMethod.Get, "/", null, ("Host", vpc));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        using var posted = await Web.SendAsync(host, HttpMethod.Post, "/", null, ("Host", vpc));
        Assert.Equal((403, "AccessDenied"), ((await Web.ErrorAsync(posted)).Status, "AccessDenied"));
    }

    [Fact]
    public async Task Limits_of_headers_and_target_are_400()
    {
        var function = Web.Declare(host, Web.EchoEvent);
        using var target = await Web.GetAsync(host, function, "/?" + new string('q', 4096));
        using var headers = await Web.GetAsync(host, function, "/", ("X-Long", new string('x', 8192)));
        Assert.Equal((400, "InvalidArgument"), ((await Web.ErrorAsync(target)).Status, (await Web.ErrorAsync(target)).Code));
        Assert.Equal((400, "InvalidArgument"), ((await Web.ErrorAsync(headers)).Status, (await Web.ErrorAsync(headers)).Code));
    }

    [Fact]
    public async Task Head_has_the_length_and_no_body_and_the_log_comes_when_asked_for()
    {
        var function = Web.Declare(host, "def handler(event, context):\n    print('hello log')\n    return {'statusCode': 200, 'body': 'twelve bytes'}\n");
        using var head = await Web.SendAsync(host, HttpMethod.Head, $"/_fccreds/http/{function}/", null, ("x-fc-log-type", "Tail"));
        Assert.Equal((200, 12L, ""), ((int)head.StatusCode, head.Content.Headers.ContentLength, await Web.TextAsync(head)));
        Assert.Contains("hello log", Encoding.UTF8.GetString(Convert.FromBase64String(head.Headers.GetValues("X-Fc-Log-Result").Single())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_of_another_name_may_not_take_over_a_prefix()
    {
        var (one, other) = (HttpTrigger.PrefixOf(Declared("Orders"), "LATEST"), HttpTrigger.PrefixOf(Declared("or_ders"), "LATEST"));
        Assert.NotEqual(one, other);
        Assert.Matches("^orders-[a-z]{10}$", one);
        Assert.Matches("^or-ders-[a-z]{10}$", other);
        Assert.Equal(one, HttpTrigger.PrefixOf(Declared("Orders"), "LATEST"));
        Assert.True(HttpTrigger.PrefixOf(Declared(new('x', 64)), "LATEST").Length <= 63);
        await Task.CompletedTask;
    }

    private static string? Text(System.Text.Json.JsonElement of, string name) => of.GetProperty(name).GetString();

    private static FcCreds.Fc.FunctionDeclaration Declared(string name) => new() { Name = name, AccountId = FcHost.Account, Region = FcHost.Region, Runtime = "python3.10", Handler = "index.handler", CodePath = "/" };
}
