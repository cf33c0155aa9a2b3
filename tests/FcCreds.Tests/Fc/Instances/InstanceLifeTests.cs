using System.Globalization;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;

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
        while (StateOf(first) != 'T') await Task.Yield();
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

    private static char StateOf(string pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        return text[(text.LastIndexOf(')') + 2)..][0];
    }
}
