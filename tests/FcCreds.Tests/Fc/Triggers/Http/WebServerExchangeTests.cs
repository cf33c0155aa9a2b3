using System.Text;
using FcCreds.Core.Journal;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Tests.Fc.Triggers.Http;

/// <summary>Triggers of custom runtimes.</summary>
public sealed class WebServerExchangeTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task A_request_reaches_the_web_server_as_it_came_and_the_answer_comes_back_as_it_is()
    {
        var function = Declare("""
            body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
            seen = '|'.join([self.command, self.path, body.decode(), self.headers['X-Mine'], self.headers['x-fc-control-path'], self.headers['x-fc-request-id'],
                             self.headers['Host'], str(self.headers['x-fc-made-up'])])
            self.reply(418, seen.encode(), [('Content-Type', 'text/tea'), ('Set-Cookie', 'a=1'), ('Set-Cookie', 'b=2'), ('X-Fc-Mine', 'no'), ('Content-Disposition', 'inline')])
            """);
        using var response = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/a%2Fb/../c?x=%20&x", new StringContent("tea!", Encoding.UTF8, "text/plain"), ("X-Mine", "kettle"), ("x-fc-made-up", "no"));
        var id = response.Headers.GetValues("X-Fc-Request-Id").Single();
        var name = host.Fc.HttpTriggers.Find(function, "LATEST")!.DomainName;
        Assert.Equal((418, $"POST|/a%2Fb/../c?x=%20&x|tea!|kettle|/http-invoke|{id}|{name}|None"), ((int)response.StatusCode, await Web.TextAsync(response)));
        Assert.Equal(("text/tea", "attachment"), (response.Content.Headers.ContentType!.ToString(), response.Content.Headers.ContentDisposition!.ToString()));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.False(response.Headers.Contains("X-Fc-Mine"));
        Assert.Single(host.Journal.Read(new() { RequestId = id }).OfType<InvocationStarted>());
    }

    [Fact]
    public async Task A_stream_arrives_piece_by_piece_while_the_function_still_writes()
    {
        var function = Declare("""
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for part in (b'one', b'two'):
                self.wfile.write(b'%x\r\n%s\r\n' % (len(part), part))
                self.wfile.flush()
                while part == b'one' and not os.path.exists('go-on'):
                    time.sleep(0.01)
            self.wfile.write(b'0\r\n\r\n')
            """);
        var folder = host.Fc.Catalog.Find(function)!.Declaration.CodePath;
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(host.Address, $"/_fccreds/http/{function}/"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var first = new byte[3];
        await stream.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal("one", Encoding.ASCII.GetString(first));
        await File.WriteAllTextAsync(Path.Combine(folder, "go-on"), "", TestContext.Current.CancellationToken);
        using var rest = new StreamReader(stream);
        Assert.Equal("two", await rest.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("self.reply(404, b'nothing here')", 404, "nothing here")]
    [InlineData("self.reply(204, b'')", 204, "")]
    [InlineData("self.reply(500, b'my own words')", 500, "my own words")]
    public async Task Any_status_is_the_functions_own(string code, int status, string body)
    {
        using var response = await Web.GetAsync(host, Declare(code));
        Assert.Equal((status, body), ((int)response.StatusCode, await Web.TextAsync(response)));
    }

    [Fact]
    public async Task Headers_that_are_too_long_are_a_bad_response()
    {
        using var response = await Web.GetAsync(host, Declare("self.reply(200, b'', [('X-Long', 'x' * 9000)])"));
        Assert.Equal((502, "BadResponse"), ((await Web.ErrorAsync(response)).Status, (await Web.ErrorAsync(response)).Code));
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("PUT", 502)]
    [InlineData("POST", 502)]
    public async Task A_connection_that_breaks_is_tried_again_only_where_nothing_can_have_been_done(string method, int status)
    {
        var function = Declare("""
            state.append(1)
            if len(state) == 1:
                self.connection.close()
                self.close_connection = True
            else:
                self.reply(200, b'second time')
            """);
        using var response = await Web.SendAsync(host, new(method), $"/_fccreds/http/{function}/");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? "second time" : "Internal Server Error", await Web.TextAsync(response));
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_told_as_the_platforms_error()
    {
        var function = Declare("pass", command: "missing-program");
        using var response = await Web.GetAsync(host, function);
        Assert.Equal(412, (await Web.ErrorAsync(response)).Status);
    }

    private string Declare(string code, string command = "python3")
    {
        var indented = string.Join('\n', code.Split('\n').Select(line => "        " + line));
        return host.Declare("custom.debian10", $$"""
            import os, time
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            state = []
            class Function(BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def reply(self, status, body, headers=()):
                    self.send_response(status)
                    for name, value in headers:
                        self.send_header(name, value)
                    if status != 204:
                        self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def serve(self):
            {{indented}}
                do_GET = do_POST = do_PUT = serve
                def log_message(self, *args):
                    pass
            ThreadingHTTPServer(('0.0.0.0', int(os.environ['FC_SERVER_PORT'])), Function).serve_forever()
            """,
            declared => declared with
            {
                CustomRuntimeConfig = new() { Command = [command], Args = ["server.py"] },
                Triggers = [new() { TriggerName = "web", TriggerType = HttpTrigger.Type, TriggerConfig = """{"authType":"anonymous","methods":["GET","POST","PUT"]}""" }],
            },
            "server.py");
    }
}
