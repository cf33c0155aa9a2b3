using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Fc;
using FcCreds.Fc.Instances;

namespace FcCreds.Tests.Fc.Instances;

public sealed class InstanceLifeTests
{
    private const string Runtime = "python3.10";
    private const string TellPid = "import os\ndef handler(event, context):\n    return str(os.getpid())\n";

    [Fact(Timeout = 30_000)]
    public async Task An_instance_is_frozen_between_calls_and_thawed_for_the_next()
    {
        Assert.SkipUnless(File.Exists("/proc/self/stat"), "needs /proc to see whether a process is stopped");
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, TellPid);
        var first = Text.Of(await host.InvokeAsync(function));
        while (Living.StateOf(int.Parse(first, CultureInfo.InvariantCulture)) != 'T') await Task.Yield();
        Assert.Equal(first, Text.Of(await host.InvokeAsync(function)));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_call_whose_client_left_ends_its_instance_and_says_so()
    {
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, "def handler(event, context):\n    while True:\n        pass\n");
        using var client = new CancellationTokenSource();
        var events = host.Journal.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var started = events.MoveNextAsync();
        var call = host.InvokeAsync(function, ct: client.Token);
        Assert.True(await started);
        Assert.IsType<InvocationStarted>(events.Current);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var ended = host.Journal.Read(new() { FunctionName = function }).OfType<InvocationEnded>().Single();
        Assert.StartsWith("Invocation canceled by client (duration: ", ended.Reason, StringComparison.Ordinal);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task One_call_more_than_there_may_be_instances_is_refused()
    {
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync(options => options with { MaxInstances = 0 });
        var function = host.Declare(Runtime, TellPid);
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => host.InvokeAsync(function));
        Assert.Equal("ResourceExhausted", refusal.Error.Code);
    }

    [Fact]
    public async Task Ending_the_room_ends_every_instance()
    {
        await Python.RequireAsync(Runtime);
        var host = await FcHost.StartAsync();
        var pid = Text.Of(await host.InvokeAsync(host.Declare(Runtime, TellPid)));
        await host.DisposeAsync();
        Assert.False(Living.IsRunning(int.Parse(pid, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("None", true, true)]
    [InlineData("Env", false, true)]
    [InlineData("Request", true, false)]
    [InlineData("All", false, false)]
    public async Task Credentials_can_be_kept_from_variables_and_from_the_context(string disabled, bool inVariables, bool inContext)
    {
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, """
            import os
            def handler(event, context):
                return '%s %s' % ('ALIBABA_CLOUD_SECURITY_TOKEN' in os.environ, bool(context.credentials.security_token))
            """, declared => declared with { RoleArn = FcAccount.RoleArn, DisableInjectCredentials = Enum.Parse<CredentialChannels>(disabled) });
        Assert.Equal($"{inVariables} {inContext}", Text.Of(await host.InvokeAsync(function)));
    }

    [Theory]
    [InlineData("python3.10", "def stop(context):\n    open('stopped', 'w').write(context.request_id)\ndef handler(event, context):\n    return ''\n", "index.py")]
    [InlineData("nodejs20", "exports.stop = async context => require('fs').writeFileSync('stopped', context.requestId);\nexports.handler = async () => '';\n", "index.js")]
    public async Task A_preStop_hook_runs_before_an_instance_is_destroyed(string runtime, string code, string file)
    {
        if (runtime == Runtime) await Python.RequireAsync(runtime);
        else await Node.RequireAsync(runtime);
        var folder = Directory.CreateTempSubdirectory("fccreds-test-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), code, TestContext.Current.CancellationToken);
        await using (var host = await FcHost.StartAsync())
        {
            var function = host.Declare(runtime, "", declared => declared with { CodePath = folder.FullName, PreStop = new("index.stop", TimeSpan.FromSeconds(30)) });
            await host.InvokeAsync(function);
            Assert.False(File.Exists(Path.Combine(folder.FullName, "stopped")));
        }
        Assert.StartsWith("1-", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "stopped"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_preStop_hook_that_fails_or_hangs_holds_nobody_up()
    {
        await Python.RequireAsync(Runtime);
        var host = await FcHost.StartAsync();
        var failing = host.Declare(Runtime, "def stop(context):\n    raise ValueError('no')\ndef handler(event, context):\n    return ''\n", Stop(30));
        var hanging = host.Declare(Runtime, "import os\ndef stop(context):\n    while True:\n        pass\ndef handler(event, context):\n    return str(os.getpid())\n", Stop(1));
        await host.InvokeAsync(failing);
        var pid = Text.Of(await host.InvokeAsync(hanging));
        await host.DisposeAsync();
        Assert.False(Living.IsRunning(int.Parse(pid, CultureInfo.InvariantCulture)));

        static Func<FunctionDeclaration, FunctionDeclaration> Stop(int seconds) => declared => declared with { PreStop = new("index.stop", TimeSpan.FromSeconds(seconds)) };
    }

    [Fact(Timeout = 60_000)]
    public async Task An_instance_that_uses_more_memory_than_it_may_is_ended_and_the_journal_says_so()
    {
        Assert.SkipUnless(GroupMemory.IsKnown, "needs /proc to see what processes use");
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, """
            import subprocess, sys
            def handler(event, context):
                if event == b'eat':
                    # In a child: what counts is the group.
                    subprocess.check_call([sys.executable, '-c', 'x = bytearray(300 * 1024 * 1024)\nwhile True: pass'])
                return 'fed'
            """, declared => declared with { MemorySize = 128 });
        var eaten = await host.InvokeAsync(function, "eat");
        Assert.Equal("UnhandledInvocationError", eaten.FunctionError);
        Assert.Matches(@"^\{""errorMessage"":""Process exited unexpectedly before completing request \(duration: \d+ms, maxMemoryUsage: \d{3}\.\d\dMB\)""\}$", Text.Of(eaten));
        Assert.True(eaten.MaxMemoryMb > 128);
        Assert.Contains(host.Journal.Read(new() { FunctionName = function }).OfType<JournalNote>(), note => note.Message.Contains("of 128 MB", StringComparison.Ordinal));
        Assert.Equal("fed", Text.Of(await host.InvokeAsync(function, "stay")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Memory_that_forked_processes_share_counts_once()
    {
        Assert.SkipUnless(GroupMemory.IsKnown, "needs /proc to see what processes use");
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, """
            import os, time
            def handler(event, context):
                shared = bytearray(64 * 1024 * 1024)
                children = []
                for _ in range(4):
                    child = os.fork()
                    if child == 0:
                        time.sleep(1)
                        os._exit(0)
                    children.append(child)
                for child in children:
                    os.waitpid(child, 0)
                return 'shared'
            """, declared => declared with { MemorySize = 192 });
        Assert.Equal("shared", Text.Of(await host.InvokeAsync(function)));
    }

    [Fact]
    public async Task The_end_of_an_instance_is_in_the_journal_with_the_session_of_its_variables()
    {
        await Python.RequireAsync("python3.12");
        await using var own = await FcHost.StartAsync();
        var function = own.Declare("python3.12", "def handler(event, context):\n    return 'x'\n", one => one with { RoleArn = FcAccount.RoleArn });
        var instance = (await own.InvokeAsync(function, ct: TestContext.Current.CancellationToken)).InstanceId;
        var issued = Assert.Single(own.Journal.Read(new()).OfType<CredentialIssued>());
        own.Fc.Catalog.Renew(_ => true);
        InstanceEnded? ended;
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((ended = own.Journal.Read(new()).OfType<InstanceEnded>().SingleOrDefault()) is null) await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        Assert.Equal((instance, function, issued.SessionId), (ended.InstanceId, ended.FunctionName, ended.SessionId));
    }

    [Fact]
    public async Task An_instance_is_replaced_before_its_variables_expire()
    {
        await Python.RequireAsync(Runtime);
        await using var host = await FcHost.StartAsync();
        var function = host.Declare(Runtime, TellPid, declared => declared with { RoleArn = FcAccount.RoleArn, Timeout = TimeSpan.FromHours(1) });
        var first = Text.Of(await host.InvokeAsync(function));
        host.Clocks.Life.Shift = TimeSpan.FromHours(34);
        Assert.Equal(first, Text.Of(await host.InvokeAsync(function)));
        host.Clocks.Life.Shift = TimeSpan.FromHours(35.5);
        Assert.NotEqual(first, Text.Of(await host.InvokeAsync(function)));
    }
}
