using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Errors;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class DebuggerTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    [Fact(Timeout = 60_000)]
    public async Task A_node_handler_waits_for_the_inspector_and_has_no_time_limit()
    {
        await Node.RequireAsync("nodejs20");
        var port = FreePort();
        var function = host.Declare(
            "nodejs20", "exports.handler = async () => { await new Promise(done => setTimeout(done, 1500)); return 'debugged'; };",
            declared => declared with { DebugPort = port, Timeout = TimeSpan.FromSeconds(1) }, "index.js");
        var call = host.InvokeAsync(function);
        using var inspector = new ClientWebSocket();
        var address = InspectorAsync(port);
        if (await Task.WhenAny(call, address) == call) Assert.Fail($"It did not wait: {Text.Of(await call)}");
        await inspector.ConnectAsync(await address, TestContext.Current.CancellationToken);
        Assert.False(call.IsCompleted);
        await inspector.SendAsync(Encoding.UTF8.GetBytes("""{"id":1,"method":"Runtime.runIfWaitingForDebugger"}"""), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        Assert.Equal("debugged", Text.Of(await call));
    }

    [Fact]
    public async Task A_python_handler_waits_for_debugpy()
    {
        await Python.RequireAsync("python3.10");
        var function = host.Declare("python3.10", "import debugpy\ndef handler(event, context):\n    return ' '.join(debugpy.calls)\n", declared => declared with { DebugPort = 5678 });
        // In its place, a module that only tells how it was asked.
        await File.WriteAllTextAsync(Path.Combine(host.Fc.Catalog.Find(function)!.Declaration.CodePath, "debugpy.py"), """
            calls = []
            def listen(address):
                calls.append('%s:%d' % address)
            def wait_for_client():
                calls.append('waited')
            """, TestContext.Current.CancellationToken);
        Assert.Equal("127.0.0.1:5678 waited", Text.Of(await host.InvokeAsync(function)));
        Assert.Equal("127.0.0.1:5678 waited", Text.Of(await host.InvokeAsync(function)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_functions_are_debugged_each_has_a_port_and_one_instance_without_a_time_limit()
    {
        await Python.RequireAsync("python3.10");
        await using var debugged = await FcHost.StartAsync(options => options with { DebugPorts = new(20_100) });
        const string Code = "import debugpy, os\ndef handler(event, context):\n    return '%s %d' % (debugpy.calls[0], os.getpid())\n";
        var (first, second) = (Declare("python3.10"), Declare("python3.10"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => debugged.InvokeAsync(first)));
        var told = Assert.Single(answers.Select(Text.Of).Distinct());
        Assert.StartsWith("127.0.0.1:20100 ", told, StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:20101 ", Text.Of(await debugged.InvokeAsync(second)), StringComparison.Ordinal);
        Assert.Null(new FcCreds.Fc.Runtimes.DebugPorts(1).Of(debugged.Fc.Catalog.Find(first)!.Declaration with { Runtime = "custom" }));

        string Declare(string runtime)
        {
            var function = debugged.Declare(runtime, Code);
            File.WriteAllText(Path.Combine(debugged.Fc.Catalog.Find(function)!.Declaration.CodePath, "debugpy.py"), "calls = []\ndef listen(address):\n    calls.append('%s:%d' % address)\ndef wait_for_client():\n    pass\n");
            return function;
        }
    }

    [Fact]
    public async Task A_python_without_debugpy_says_how_to_get_it()
    {
        await Python.RequireAsync("python2.7");
        var result = await host.InvokeAsync(host.Declare("python2.7", "def handler(event, context):\n    return ''\n", declared => declared with { DebugPort = 5678 }));
        Assert.Matches("^The debugger 'debugpy' is not installed for Python 2.7; run '.+ -m pip install debugpy'$", Text.Json(result).GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_custom_runtime_is_left_to_its_own_command()
    {
        var refused = await Assert.ThrowsAsync<ServiceException>(() => host.InvokeAsync(host.Declare("custom", "", declared => declared with { DebugPort = 5678 })));
        Assert.Equal("InvalidArgument", refused.Error.Code);
    }

    private static async Task<Uri> InspectorAsync(int port)
    {
        using var http = new HttpClient();
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list"), TestContext.Current.CancellationToken));
                return new(list.RootElement[0].GetProperty("webSocketDebuggerUrl").GetString()!);
            }
            catch (HttpRequestException)
            {
                await Task.Yield(); // it is still starting
            }
        }
    }

    /// <summary>Below those that the system gives to whoever asks for any, so that no other test has it before the handler's process.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; another one then.
            }
        }
    }
}
