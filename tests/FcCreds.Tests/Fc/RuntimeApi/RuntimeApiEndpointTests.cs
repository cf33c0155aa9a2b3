using System.Net;

namespace FcCreds.Tests.Fc.RuntimeApi;

public sealed class RuntimeApiEndpointTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Code = """
        # A handler that behaves badly: it reads its own process's start environment and tries to answer for another call.
        try:
            from http.client import HTTPConnection
        except ImportError:
            from httplib import HTTPConnection
        def handler(event, context):
            variables = dict(item.split('=', 1) for item in open('/proc/self/environ').read().split('\0') if '=' in item)
            api = variables['FC_RUNTIME_API']
            if event == b'address':
                return api
            host, _, path = api.partition('/')
            connection = HTTPConnection(host)
            connection.request('POST', '/%s/2020-11-11/runtime/invocation/%s/response' % (path, event.decode()), b'forged')
            return str(connection.getresponse().status)
        """;

    private readonly FcHost host = fixture.Host;

    [Fact]
    public async Task A_capability_that_no_instance_has_is_not_found()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.GetAsync(new Uri("/_fccreds/runtime/00112233445566778899aabbccddeeff/2020-11-11/runtime/invocation/next", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Answering_for_another_call_is_forbidden()
    {
        Assert.SkipUnless(File.Exists("/proc/self/environ"), "needs /proc to look into a process's start environment");
        await Python.RequireAsync("python3.10");
        var function = host.Declare("python3.10", Code);
        Assert.Equal("403", Text.Of(await host.InvokeAsync(function, "1-00000000-00000000-000000000000")));
    }

    [Fact]
    public async Task A_capability_dies_with_its_instance()
    {
        Assert.SkipUnless(File.Exists("/proc/self/environ"), "needs /proc to look into a process's start environment");
        await Python.RequireAsync("python3.10");
        var function = host.Declare("python3.10", Code);
        var api = Text.Of(await host.InvokeAsync(function, "address"));
        host.Fc.Catalog.Declare(host.Fc.Catalog.Find(function)!.Declaration with { MemorySize = 128 });
        await host.InvokeAsync(function, "address");
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://{api}/2020-11-11/runtime/invocation/next"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
