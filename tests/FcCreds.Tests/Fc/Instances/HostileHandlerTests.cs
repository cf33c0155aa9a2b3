using System.Globalization;
using FcCreds.Fc.Instances;

namespace FcCreds.Tests.Fc.Instances;

/// <summary>Handlers that do what they should not, and a well-behaved one beside them that must not notice.</summary>
public sealed class HostileHandlerTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Runtime = "python3.10";

    private readonly FcHost host = fixture.Host;

    [Theory(Timeout = 120_000)]
    [InlineData("100 MB of output in lines", """
        import os
        def handler(event, context):
            line = b'x' * 1023 + b'\n'
            for _ in range(100):
                os.write(1, line * 1024)
            return 'done'
        """)]
    [InlineData("100 MB of output without a line's end", """
        import sys
        def handler(event, context):
            for _ in range(100):
                sys.stdout.write('x' * 1048576)
            return 'done'
        """)]
    [InlineData("a closed standard output", """
        import os
        def handler(event, context):
            os.close(1)
            os.close(2)
            return 'done'
        """)]
    [InlineData("garbage at its own runtime API", """
        import os, socket
        def handler(event, context):
            variables = dict(item.split('=', 1) for item in open('/proc/self/environ').read().split('\0') if '=' in item)
            host, _, path = variables['FC_RUNTIME_API'].partition('/')
            base = '/' + path + '/2020-11-11/runtime/'
            requests = [b'\x00\xff garbage\r\n\r\n', b'POST ' + b'/x' * 100000 + b' HTTP/1.1\r\n\r\n',
                        ('POST %sinvocation/%s/response HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx' % (base, 'other')).encode(),
                        ('POST %sinvocation/../../x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n' % base).encode(),
                        ('DELETE %sinit/error HTTP/1.1\r\nHost: x\r\n\r\n' % base).encode()]
            for request in requests:
                address, _, port = host.partition(':')
                connection = socket.create_connection((address, int(port)))
                try:
                    connection.sendall(request)
                    connection.settimeout(0.2)
                    connection.recv(100)
                except (socket.timeout, ConnectionError):
                    pass
                connection.close()
            return 'done'
        """)]
    [InlineData("signals ignored and children left behind", """
        import os, signal
        def handler(event, context):
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):
                signal.signal(number, signal.SIG_IGN)
            for _ in range(20):
                if os.fork() == 0:
                    while True:
                        signal.pause()
            return 'done'
        """)]
    public async Task It_gets_its_answer_and_another_function_does_not_notice(string what, string code)
    {
        Assert.SkipUnless(File.Exists("/proc/self/environ"), "needs /proc");
        await Python.RequireAsync(Runtime);
        var hostile = host.Declare(Runtime, code);
        var peaceful = host.Declare(Runtime, "def handler(event, context):\n    return event\n");
        var call = host.InvokeAsync(hostile);
        for (var i = 0; i < 20; i++) Assert.Equal($"{i}", Text.Of(await host.InvokeAsync(peaceful, $"{i}")));
        var result = await call;
        Assert.True(Text.Of(result) == "done", $"{what}: {Text.Of(result)}");
        Assert.True(result.Log.Length < 20 * 1024 * 1024, "the log is bounded");
        Assert.Equal("last", Text.Of(await host.InvokeAsync(peaceful, "last")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_of_it_is_left_after_a_timeout_even_what_left_the_group()
    {
        Assert.SkipUnless(GroupMemory.IsKnown, "needs /proc to find what left the group");
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            import os, signal
            def handler(event, context):
                for leave in (False, True):
                    pid = os.fork()
                    if pid == 0:
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        if leave:
                            os.setsid()
                            os.closerange(0, 3)
                        while True:
                            signal.pause()
                    print('pid %d' % pid)
                print('pid %d' % os.getpid())
                while True:
                    pass
            """, declared => declared with { Timeout = TimeSpan.FromSeconds(1) });
        var result = await host.InvokeAsync(function);
        var pids = Text.Lines(result).Where(line => line.StartsWith("pid ", StringComparison.Ordinal)).Select(line => int.Parse(line[4..], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(3, pids.Length);
        await Task.WhenAll(pids.Select(Living.EndOfAsync));
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_of_an_instance_is_left_after_a_cancellation_or_a_change_of_the_function()
    {
        await Python.RequireAsync(Runtime);
        var function = host.Declare(Runtime, """
            import os
            def handler(event, context):
                open('pid', 'w').write(str(os.getpid()))
                while event == b'stay':
                    pass
                return str(os.getpid())
            """);
        var folder = host.Fc.Catalog.Find(function)!.Declaration.CodePath;
        using var client = new CancellationTokenSource();
        var call = host.InvokeAsync(function, "stay", client.Token);
        while (!File.Exists(Path.Combine(folder, "pid")) || (await File.ReadAllTextAsync(Path.Combine(folder, "pid"), TestContext.Current.CancellationToken)).Length == 0) await Task.Yield();
        var cancelled = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Living.EndOfAsync(cancelled);

        var changed = int.Parse(Text.Of(await host.InvokeAsync(function, "go")), CultureInfo.InvariantCulture);
        host.Fc.Catalog.Declare(host.Fc.Catalog.Find(function)!.Declaration with { MemorySize = 256 });
        await Living.EndOfAsync(changed);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_calls_on_sixteen_instances_lose_and_double_no_answer()
    {
        await Python.RequireAsync(Runtime);
        await using var sixteen = await FcHost.StartAsync(options => options with { MaxInstances = 16 });
        var function = sixteen.Declare(Runtime, "def handler(event, context):\n    return event.decode() + ' ' + context.request_id\n");
        var answers = new string[1000];
        await Parallel.ForEachAsync(Enumerable.Range(0, answers.Length), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, ct) =>
        {
            var result = await sixteen.InvokeAsync(function, $"{i}", ct);
            Assert.EndsWith($" {result.RequestId}", Text.Of(result), StringComparison.Ordinal);
            answers[i] = Text.Of(result).Split(' ')[0];
        });
        Assert.Equal(Enumerable.Range(0, answers.Length).Select(i => $"{i}"), answers);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_calls_at_once_on_sixteen_web_servers_lose_and_double_no_answer()
    {
        await Node.RequireAsync("nodejs20");
        await using var sixteen = await FcHost.StartAsync(options => options with { MaxInstances = 16 });
        var function = sixteen.Declare("custom.debian10", """
            require('http').createServer((request, response) => {
                const chunks = [];
                request.on('data', chunk => chunks.push(chunk)).on('end', () => setTimeout(() => response.end(Buffer.concat(chunks)), 20));
            }).listen(process.env.FC_SERVER_PORT);
            """, declared => declared with { InstanceConcurrency = 63, CustomRuntimeConfig = new() { Command = ["node", "server.js"] } }, "server.js");
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => sixteen.InvokeAsync(function, $"{i}")));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), results.Select(Text.Of));
        Assert.InRange(results.Select(result => result.InstanceId).Distinct().Count(), 2, 16);
    }
}
