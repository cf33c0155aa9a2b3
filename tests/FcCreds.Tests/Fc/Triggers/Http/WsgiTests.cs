using System.Net;
using System.Text;

namespace FcCreds.Tests.Fc.Triggers.Http;

/// <summary>HTTP handlers of FC 2.0, which the proxy path of its API calls.</summary>
public sealed class WsgiTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_handler_is_a_wsgi_application(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = Web.Declare(host, """
            import json
            def handler(environ, start_response):
                names = ['REQUEST_METHOD', 'SCRIPT_NAME', 'PATH_INFO', 'QUERY_STRING', 'CONTENT_TYPE', 'CONTENT_LENGTH', 'REMOTE_ADDR', 'SERVER_NAME',
                         'SERVER_PORT', 'SERVER_PROTOCOL', 'HTTP_X_TWO', 'fc.request_uri', 'FC_FUNCTION_NAME']
                seen = dict((name, environ[name]) for name in names)
                seen['body'] = environ['wsgi.input'].read(int(environ['CONTENT_LENGTH'])).decode('utf-8')
                seen['id'] = environ['fc.context'].request_id
                start_response('201 Created', [('Content-Type', 'application/json'), ('Set-Cookie', 'a=1'), ('Set-Cookie', 'b=2'), ('X-Fc-Mine', 'no')])
                return [json.dumps(seen, sort_keys=True).encode('utf-8')]
            """, runtime: runtime);
        var target = $"/2016-08-15/proxy/shop.LATEST/{function}/a%20b/c?x=1&y=%2F";
        using var response = await Web.SendAsync(host, HttpMethod.Post, target, new StringContent("hallo", Encoding.UTF8, "text/plain"), ("X-Two", "2"));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await Web.TextAsync(response));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.False(response.Headers.Contains("X-Fc-Mine"));
        var seen = await Web.JsonAsync(response);
        (string, string)[] expected =
        [
            ("REQUEST_METHOD", "POST"), ("SCRIPT_NAME", ""), ("PATH_INFO", "/a b/c"), ("QUERY_STRING", "x=1&y=%2F"), ("CONTENT_TYPE", "text/plain; charset=utf-8"), ("CONTENT_LENGTH", "5"),
            ("REMOTE_ADDR", "127.0.0.1"), ("SERVER_NAME", "FCRUNTIME"), ("SERVER_PORT", "9000"), ("SERVER_PROTOCOL", "HTTP/1.1"), ("HTTP_X_TWO", "2"), ("fc.request_uri", target), ("FC_FUNCTION_NAME", function),
            ("body", "hallo"), ("id", response.Headers.GetValues("X-Fc-Request-Id").Single()),
        ];
        Assert.All(expected, one => Assert.Equal(one.Item2, seen.GetProperty(one.Item1).GetString()));
    }

    [Theory]
    [InlineData("start_response('200 OK', []); write = start_response('200 OK', []); write(b'a'); return [b'b']", 200, "ab")]
    [InlineData("start_response('200 OK', []); return 'no bytes'", 502, "Internal Server Error")]
    [InlineData("return [b'never started']", 502, "Internal Server Error")]
    [InlineData("raise Exception('broken')", 502, "Internal Server Error")]
    public async Task What_is_no_wsgi_answer_is_the_functions_error(string code, int status, string body)
    {
        var function = Web.Declare(host, $"def handler(environ, start_response):\n    {code}\n");
        using var response = await Web.SendAsync(host, HttpMethod.Get, $"/2016-08-15/proxy/shop/{function}/");
        Assert.Equal((status, body), ((int)response.StatusCode, await Web.TextAsync(response)));
    }
}
