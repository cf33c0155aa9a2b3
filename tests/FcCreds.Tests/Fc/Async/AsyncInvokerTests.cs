using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Fc;
using FcCreds.Fc.Async;
using FcCreds.Tests.Fc.Triggers.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Fc.Async;

public sealed class AsyncInvokerTests : IAsyncLifetime
{
    private const int Limit = 120_000;

    /// <summary>Notes each call in a file, and fails when it is told to.</summary>
    private const string Handler = """
        import json, os
        def handler(event, context):
            with open(os.environ['SEEN'], 'a') as seen:
                seen.write(json.dumps(json.loads(event)) + '\n')
            if b'fail' in event:
                raise Exception('told to')
            return 'done'
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-test-");
    private FcHost host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Seen => Path.Combine(folder.FullName, "seen");

    public async ValueTask InitializeAsync()
    {
        await Python.RequireAsync("python3.10");
        host = await FcHost.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact(Timeout = Limit)]
    public async Task Accepted_invocation_is_run_once_and_forgotten()
    {
        var function = Declare();
        host.Fc.Start();
        var accepted = await host.Fc.Async.AcceptAsync(Order(function, "1"), Ct);
        Assert.Equal(accepted.RequestId, (await host.Journal.NoteAsync("async-succeeded")).InvocationId);
        Assert.Equal(["1"], File.ReadAllLines(Seen));
        Assert.Empty(await host.Store.Documents.ListAsync("async/", Ct));
    }

    [Fact(Timeout = Limit)]
    public async Task A_web_request_may_be_accepted_and_run_later()
    {
        var function = Web.Declare(host, Handler);
        var declared = host.Fc.Catalog.Find(function)!.Declaration;
        await File.WriteAllTextAsync(Path.Combine(declared.CodePath, "index.py"), Handler.Replace("os.environ['SEEN']", $"'{Seen}'", StringComparison.Ordinal), Ct);
        host.Fc.Start();
        using var answer = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/orders?id=7", new StringContent("hello"), ("X-Fc-Invocation-Type", "Async"));
        Assert.Equal((202, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        var requestId = answer.Headers.GetValues("X-Fc-Request-Id").Single();
        Assert.Equal(requestId, (await host.Journal.NoteAsync("async-succeeded")).InvocationId);
        using var seen = JsonDocument.Parse(File.ReadAllText(Seen));
        var context = seen.RootElement.GetProperty("requestContext");
        Assert.Equal(("/orders", "7", "hello", requestId), (
            seen.RootElement.GetProperty("rawPath").GetString(), seen.RootElement.GetProperty("queryParameters").GetProperty("id").GetString(),
            seen.RootElement.GetProperty("body").GetString(), context.GetProperty("requestId").GetString()));

        Assert.Equal("InvalidArgument", (await Web.ErrorAsync(await Web.GetAsync(host, function, "/", ("X-Fc-Invocation-Type", "Later")))).Code);
        Assert.Equal("InvalidArgument", (await Web.ErrorAsync(await Web.GetAsync(host, function, "/", ("X-Fc-Invocation-Type", "Async"), ("X-Fc-Async-Delay", "3601")))).Code);
        Assert.Empty(await host.Store.Documents.ListAsync("async/", Ct));
    }

    [Fact(Timeout = Limit)]
    public async Task Invocation_accepted_before_a_restart_is_run_after_it()
    {
        var function = Declare();
        await host.Fc.Async.AcceptAsync(Order(function, "7"), Ct);
        // What a process leaves that is killed here; the next one finds it in the store.
        await using var next = Other(isShared: false);
        next.Start();
        await host.Journal.NoteAsync("async-succeeded");
        Assert.Equal(["7"], File.ReadAllLines(Seen));
    }

    [Fact(Timeout = Limit)]
    public async Task Of_two_servers_on_one_store_one_runs_an_invocation()
    {
        var function = Declare();
        await using var one = Other(isShared: true);
        await using var two = Other(isShared: true);
        for (var i = 0; i < 30; i++) await one.AcceptAsync(Order(function, $"{i}"), Ct);
        two.Start();
        one.Start();
        await host.Journal.NotesAsync("async-succeeded", 30);
        Assert.Equal(Enumerable.Range(0, 30), File.ReadAllLines(Seen).Select(int.Parse).Order());
    }

    [Fact(Timeout = Limit)]
    public async Task Failing_function_is_called_again_as_often_as_configured_and_its_destination_told()
    {
        var told = Declare();
        var function = Declare(new() { MaxAsyncRetryAttempts = 2, DestinationConfig = new(null, new($"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/{told}")) });
        host.Fc.Start();
        var accepted = await host.Fc.Async.AcceptAsync(Order(function, "\"fail\""), Ct);
        for (var retry = 1; retry <= 2; retry++)
        {
            await host.Journal.NotesAsync("async-retry", retry);
            host.Clocks.Life.Shift += TimeSpan.FromMinutes(1);
        }
        Assert.Contains("UnhandledInvocationError after 2 retries", (await host.Journal.NoteAsync("async-failed")).Message, StringComparison.Ordinal);
        // The destination's own event names the failure, and so fails too: three calls and the destination's first.
        await host.Journal.NotesAsync("async-retry", 3);
        var lines = File.ReadAllLines(Seen);
        Assert.Equal(["\"fail\"", "\"fail\"", "\"fail\""], lines[..3]);
        using var heard = JsonDocument.Parse(lines[3]);
        var context = heard.RootElement.GetProperty("requestContext");
        Assert.Equal((accepted.RequestId, "UnhandledInvocationError", 3), (context.GetProperty("requestId").GetString(), context.GetProperty("condition").GetString(), context.GetProperty("approximateInvokeCount").GetInt32()));
        Assert.Equal("\"fail\"", heard.RootElement.GetProperty("requestPayload").GetString());
    }

    [Fact(Timeout = Limit)]
    public async Task Destination_is_called_by_its_qualifier_in_the_functions_own_account()
    {
        var told = Declare();
        var function = Declare(new() { DestinationConfig = new(new($"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/{told}/7"), null) });
        var abroad = Declare(new() { DestinationConfig = new(new($"acs:fc:{FcHost.Region}:9999999999999999:functions/{told}"), null) });
        host.Fc.Start();
        await host.Fc.Async.AcceptAsync(Order(function, "1"), Ct);
        Assert.Contains("version '7' does not exist", (await host.Journal.NoteAsync("async-destination")).Message, StringComparison.Ordinal);
        await host.Fc.Async.AcceptAsync(Order(abroad, "2"), Ct);
        Assert.Contains("is not in the account", (await host.Journal.NotesAsync("async-destination", 2))[1].Message, StringComparison.Ordinal);
        Assert.Null(new AsyncDestination("acs:mns:cn-hangzhou:1:/queues/x/messages").Function);
    }

    [Fact(Timeout = Limit)]
    public async Task Invocation_that_became_too_old_is_not_run()
    {
        var function = Declare(new() { MaxAsyncEventAgeInSeconds = 60 });
        await host.Fc.Async.AcceptAsync(Order(function, "1") with { Delay = TimeSpan.FromSeconds(30) }, Ct);
        host.Clocks.Life.Shift += TimeSpan.FromMinutes(2);
        host.Fc.Start();
        Assert.Contains("older than its configuration allows", (await host.Journal.NoteAsync("async-failed")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Seen));
    }

    [Fact(Timeout = Limit)]
    public async Task Task_can_be_stopped_while_it_runs_and_its_id_serves_once()
    {
        var function = host.Declare("python3.10", "import time\ndef handler(event, context):\n    while True: time.sleep(1)\n", one => one with { AsyncInvokeConfig = new() { AsyncTask = true } });
        host.Fc.Start();
        var accepted = await host.Fc.Async.AcceptAsync(Order(function, "1") with { TaskId = "mine" }, Ct);
        await StatusAsync(function, "mine", AsyncTaskStatus.Running);
        Assert.Equal(409, (await Assert.ThrowsAsync<ServiceException>(() => host.Fc.Async.AcceptAsync(Order(function, "1") with { TaskId = "mine" }, Ct))).Error.Status);
        await host.Fc.Async.StopAsync(accepted.RequestId, Ct);
        var task = await StatusAsync(function, "mine", AsyncTaskStatus.Stopped);
        Assert.Equal(["Enqueued", "Running", "Stopped"], task.Events.Select(happened => happened.Status));
    }

    [Fact(Timeout = Limit)]
    public async Task Task_that_runs_at_another_server_is_stopped_there()
    {
        var function = host.Declare("python3.10", "import time\ndef handler(event, context):\n    while True: time.sleep(1)\n", one => one with { AsyncInvokeConfig = new() { AsyncTask = true } });
        await using var runner = Other(isShared: true);
        await using var asked = Other(isShared: true);
        runner.Start();
        var accepted = await runner.AcceptAsync(Order(function, "1") with { TaskId = "mine" }, Ct);
        await StatusAsync(function, "mine", AsyncTaskStatus.Running);
        await asked.StopAsync(accepted.RequestId, Ct);
        await StatusAsync(function, "mine", AsyncTaskStatus.Stopped);
        Assert.Empty(await host.Store.Documents.ListAsync("async/leases/", Ct));
    }

    [Fact]
    public async Task Event_over_the_limit_and_unknown_function_are_refused_before_anything_is_kept()
    {
        var function = Declare();
        Assert.Same(FcErrors.EntityTooLarge, (await Assert.ThrowsAsync<ServiceException>(() => host.Fc.Async.AcceptAsync(Order(function, new string('1', UnconfirmedRules.MaxAsyncEvent + 1)), Ct))).Error);
        Assert.Same(FcErrors.FunctionNotFound, (await Assert.ThrowsAsync<ServiceException>(() => host.Fc.Async.AcceptAsync(Order("nobody", "1"), Ct))).Error);
        Assert.Empty(await host.Store.Documents.ListAsync("async/", Ct));
    }

    private string Declare(AsyncInvokeConfig? config = null)
        => host.Declare("python3.10", Handler, one => one with { EnvironmentVariables = new Dictionary<string, string> { ["SEEN"] = Seen }, AsyncInvokeConfig = config });

    private AsyncInvoker Other(bool isShared)
        => new(new(host.Store.Documents, isShared, host.Clocks), new(host.Store.Documents, host.Clocks), host.Fc.Catalog, host.Fc.Invoker, host.Clocks, host.Ids, host.Journal, NullLogger<AsyncInvoker>.Instance);

    private async Task<AsyncTask> StatusAsync(string function, string taskId, string status)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            if (await host.Fc.Async.Tasks.FindAsync(FcHost.Account, function, taskId, Ct) is { } task && task.Status == status) return task;
            await poll.WaitForNextTickAsync(Ct);
        }
    }

    private static AsyncOrder Order(string function, string json) => new() { FunctionName = function, AccountId = FcHost.Account, Event = System.Text.Encoding.UTF8.GetBytes(json) };
}
