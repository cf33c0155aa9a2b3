using System.Collections.Concurrent;
using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Async;

/// <summary>
/// Accepts invocations and runs them later, at least once: each is in the store before its caller hears of it. Fails a function, it is
/// called again as often as its configuration says; finds it no room, again and again until it is too old.
/// </summary>
internal sealed partial class AsyncInvoker : IAsyncDisposable
{
    /// <summary>Invocations of one function at once; more wait. The cloud's number is higher, and its machines are more.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(2);

    private readonly AsyncStore store;
    private readonly FunctionCatalog catalog;
    private readonly IFunctionInvoker invoker;
    private readonly Clocks clocks;
    private readonly IdSource ids;
    private readonly IJournal journal;
    private readonly ILogger<AsyncInvoker> log;
    private readonly ConcurrentDictionary<string, AsyncInvocation> waiting = new(StringComparer.Ordinal);
    /// <summary>Ids of what this server accepted and has not ended: the store's list says nothing new of these.</summary>
    private readonly ConcurrentDictionary<string, bool> own = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim changed = new(0);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public AsyncInvoker(AsyncStore store, AsyncTasks tasks, FunctionCatalog catalog, IFunctionInvoker invoker, Clocks clocks, IdSource ids, IJournal journal, ILogger<AsyncInvoker> log)
    {
        (this.store, Tasks, this.catalog, this.invoker, this.clocks, this.ids, this.journal, this.log) = (store, tasks, catalog, invoker, clocks, ids, journal, log);
    }

    public AsyncTasks Tasks { get; }

    /// <summary>Takes up what was accepted before, and what is from now on.</summary>
    public void Start() => loop = KeepRunningAsync(stopping.Token);

    /// <summary>When this returns, the invocation will be run, whatever becomes of this process.</summary>
    /// <exception cref="ServiceException">There is no such function, the event is too large, or the task exists.</exception>
    public async Task<AsyncInvocation> AcceptAsync(AsyncOrder order, CancellationToken ct)
    {
        var function = catalog.Find(order.FunctionName, order.AccountId) ?? throw FcErrors.FunctionNotFound.Saying($"function '{order.FunctionName}' does not exist.");
        function.Resolve(order.Qualifier, 0);
        if (order.Event.Length > UnconfirmedRules.MaxAsyncEvent) throw FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({UnconfirmedRules.MaxAsyncEvent} bytes)");
        var now = clocks.Life.GetUtcNow();
        var requestId = order.RequestId ?? ids.FcRequestId();
        var isTask = function.AsyncConfigOf(order.Qualifier).AsyncTask == true;
        var invocation = new AsyncInvocation
        {
            RequestId = requestId,
            AccountId = function.Declaration.AccountId,
            FunctionName = function.Declaration.Name,
            Qualifier = order.Qualifier,
            Event = order.Event.ToArray(),
            EnqueuedAt = now,
            NotBefore = now + order.Delay,
            TaskId = isTask ? order.TaskId ?? requestId : null,
        };
        if (isTask && !await Tasks.AddAsync(invocation, function.Declaration.Arn, ct)) throw UnconfirmedRules.TaskExists(invocation.TaskId!);
        own[requestId] = true;
        await store.PutAsync(invocation, ct);
        waiting[requestId] = invocation;
        changed.Release();
        return invocation;
    }

    /// <summary>Ends a task that waits or runs. One of another server is marked, and that server ends it when it next looks.</summary>
    public async Task StopAsync(string requestId, CancellationToken ct)
    {
        if (waiting.TryRemove(requestId, out var invocation)) await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped before it ran."), ct);
        else if (running.TryGetValue(requestId, out var run)) run.Stop();
        else if (await store.FindAsync(requestId, ct) is { } elsewhere) await Tasks.ChangeAsync(elsewhere, task => task.In(AsyncTaskStatus.Stopping, clocks.Life.GetUtcNow()), ct);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        foreach (var run in running.Values)
        {
            await run.Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        stopping.Dispose();
        changed.Dispose();
    }

    private async Task KeepRunningAsync(CancellationToken ct)
    {
        var nextList = clocks.Monotonic.GetUtcNow();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (clocks.Monotonic.GetUtcNow() >= nextList)
                {
                    // What this server accepts it knows of; what others left or will leave is in the store alone.
                    foreach (var found in (await store.ListAsync(ct)).Where(found => !own.ContainsKey(found.RequestId))) waiting.TryAdd(found.RequestId, found);
                    nextList = store.IsShared ? clocks.Monotonic.GetUtcNow() + BetweenLists : DateTimeOffset.MaxValue;
                    await RenewAsync(ct);
                }
                BeginDue();
                await changed.WaitAsync(BetweenLooks, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.NotLooked(log, fault);
                await Task.Delay(BetweenLists, clocks.Monotonic, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void BeginDue()
    {
        var now = clocks.Life.GetUtcNow();
        foreach (var invocation in waiting.Values.Where(one => one.NotBefore <= now).OrderBy(one => one.EnqueuedAt))
        {
            if (running.Count(one => one.Value.Invocation.FunctionName == invocation.FunctionName) >= AtOnce || running.ContainsKey(invocation.RequestId)) continue;
            // Never in neither: who wants to stop it looks here after looking there.
            var run = new Running(invocation);
            running[invocation.RequestId] = run;
            if (waiting.TryRemove(KeyValuePair.Create(invocation.RequestId, invocation))) run.Done = Task.Run(() => RunAsync(run), CancellationToken.None);
            else running.TryRemove(invocation.RequestId, out _);
        }
    }

    private async Task RunAsync(Running run)
    {
        var invocation = run.Invocation;
        try
        {
            if (!await store.LeaseAsync(invocation, stopping.Token))
            {
                own.TryRemove(invocation.RequestId, out _);
                return;
            }
            // Between listing and leasing another server may have ended it, or tried and failed.
            var current = store.IsShared ? await store.FindAsync(invocation.RequestId, stopping.Token) : invocation;
            if (current is not null && current.NotBefore <= clocks.Life.GetUtcNow())
            {
                await AttemptAsync(run, current);
                return;
            }
            await store.ReleaseAsync(invocation, stopping.Token);
            if (current is not null) waiting[current.RequestId] = current;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It stays in the store, and is run by whoever looks there next.
            await store.ReleaseAsync(invocation, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Log.Failed(log, invocation.RequestId, fault);
            waiting[invocation.RequestId] = invocation with { NotBefore = clocks.Life.GetUtcNow() + UnconfirmedRules.AsyncRetryDelay(1) };
        }
        finally
        {
            running.TryRemove(invocation.RequestId, out _);
            run.Cancellation.Dispose();
            if (!stopping.IsCancellationRequested) changed.Release();
        }
    }

    private async Task AttemptAsync(Running run, AsyncInvocation invocation)
    {
        var ct = run.Cancellation.Token;
        var function = catalog.Find(invocation.FunctionName, invocation.AccountId);
        var config = function?.AsyncConfigOf(invocation.Qualifier) ?? AsyncInvokeConfig.Default;
        if (clocks.Life.GetUtcNow() - invocation.EnqueuedAt > config.Age)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Expired, "MaximumEventAgeExceeded", "The invocation became older than its configuration allows."), stopping.Token);
            return;
        }
        var begun = await Tasks.ChangeAsync(invocation, task => task.Status == AsyncTaskStatus.Stopping ? task : task.In(AsyncTaskStatus.Running, clocks.Life.GetUtcNow()), stopping.Token);
        if (begun?.Status == AsyncTaskStatus.Stopping)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped before it ran."), stopping.Token);
            return;
        }
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping.Token);
            var result = await invoker.InvokeAsync(
                new() { FunctionName = invocation.FunctionName, AccountId = invocation.AccountId, Event = invocation.Event, RequestId = invocation.RequestId, Qualifier = invocation.Qualifier }, either.Token);
            if (result.FunctionError is null) await EndAsync(invocation, new(AsyncTaskStatus.Succeeded, "", "", result), stopping.Token);
            else if (invocation.Failures < config.Retries) await RetryAsync(invocation with { Failures = invocation.Failures + 1 }, UnconfirmedRules.AsyncRetryDelay(invocation.Failures + 1), result.FunctionError);
            else await EndAsync(invocation, new(AsyncTaskStatus.Failed, result.FunctionError, $"{result.FunctionError} after {invocation.Failures} retries", result), stopping.Token);
        }
        catch (OperationCanceledException) when (run.IsStopped)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped while it ran."), stopping.Token);
        }
        catch (ServiceException throttled) when (throttled.Error.Status == 429)
        {
            await RetryAsync(invocation with { Throttled = invocation.Throttled + 1 }, UnconfirmedRules.AsyncThrottleDelay(invocation.Throttled + 1), throttled.Error.Code);
        }
        catch (ServiceException refused)
        {
            // The page's table: what is no failure of the function is not tried again.
            await EndAsync(invocation, new(AsyncTaskStatus.Failed, refused.Error.Code, refused.Message, Status: refused.Error.Status), stopping.Token);
        }
    }

    private async Task RetryAsync(AsyncInvocation invocation, TimeSpan delay, string why)
    {
        var later = invocation with { NotBefore = clocks.Life.GetUtcNow() + delay };
        await Tasks.ChangeAsync(later, task => task.In(AsyncTaskStatus.Retrying, clocks.Life.GetUtcNow(), why) with { AlreadyRetriedTimes = later.Failures + later.Throttled }, stopping.Token);
        await store.PutAsync(later, stopping.Token);
        await store.ReleaseAsync(later, stopping.Token);
        Tell(later, "async-retry", $"The async invocation of {later.FunctionName} ended with {why} and is tried again in {delay.TotalSeconds:0.###} s (attempt {later.Failures + later.Throttled + 1}).");
        waiting[later.RequestId] = later;
    }

    /// <summary>The destination is told first: whoever dies in between tells it twice rather than never.</summary>
    private async Task EndAsync(AsyncInvocation invocation, AsyncEnd end, CancellationToken ct)
    {
        var function = catalog.Find(invocation.FunctionName, invocation.AccountId);
        var destinations = function?.AsyncConfigOf(invocation.Qualifier).DestinationConfig;
        if ((end.IsSuccess ? destinations?.OnSuccess : destinations?.OnFailure)?.FunctionName is { } destination) await TellDestinationAsync(invocation, function!.Declaration.Arn, end, destination, ct);
        var now = clocks.Life.GetUtcNow();
        await Tasks.ChangeAsync(
            invocation,
            task => task.In(end.TaskStatus, now, end.Message.Length > 0 ? end.Message : null) with
            {
                EndTime = now.ToUnixTimeMilliseconds(),
                DurationMs = (long?)end.Result?.Duration.TotalMilliseconds,
                InstanceId = end.Result?.InstanceId,
                ReturnPayload = end.Result is { FunctionError: null } result ? System.Text.Encoding.UTF8.GetString(result.Body.Span) : null,
                TaskErrorMessage = end.IsSuccess ? null : end.Message,
            },
            ct);
        await store.RemoveAsync(invocation, ct);
        own.TryRemove(invocation.RequestId, out _);
        Tell(invocation, end.IsSuccess ? "async-succeeded" : "async-failed", end.IsSuccess
            ? $"The async invocation of {invocation.FunctionName} succeeded after {invocation.Failures + invocation.Throttled} retries."
            : $"The async invocation of {invocation.FunctionName} ended for good: {end.Message}");
    }

    private async Task TellDestinationAsync(AsyncInvocation invocation, string functionArn, AsyncEnd end, string destination, CancellationToken ct)
    {
        try
        {
            await AcceptAsync(new() { FunctionName = destination, AccountId = invocation.AccountId, Event = DestinationEvent.Of(invocation, functionArn, end, clocks.Life.GetUtcNow()) }, ct);
        }
        catch (ServiceException refused)
        {
            Tell(invocation, "async-destination", $"The destination {destination} was not told of the end of {invocation.FunctionName}: {refused.Message}");
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        foreach (var run in running.Values)
        {
            await store.RenewAsync(run.Invocation, ct);
            if (run.Invocation is { TaskId: { } taskId } one && (await Tasks.FindAsync(one.AccountId, one.FunctionName, taskId, ct))?.Status == AsyncTaskStatus.Stopping) run.Stop();
        }
    }

    private void Tell(AsyncInvocation invocation, string kind, string message)
        => journal.Append(new JournalNote { Kind = kind, Message = message, FunctionName = invocation.FunctionName, InvocationId = invocation.RequestId });

    private sealed class Running(AsyncInvocation invocation)
    {
        public AsyncInvocation Invocation => invocation;

        public CancellationTokenSource Cancellation { get; } = new();

        public bool IsStopped { get; private set; }

        public Task Done { get; set; } = Task.CompletedTask;

        public void Stop()
        {
            IsStopped = true;
            try
            {
                Cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this moment.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Async invocations could not be looked for; they are tried again")]
        public static partial void NotLooked(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Error, "The async invocation {RequestId} could not be run; it is tried again")]
        public static partial void Failed(ILogger log, string requestId, Exception fault);
    }
}

/// <summary>An invocation that somebody wants to be accepted.</summary>
internal sealed record AsyncOrder
{
    public required string FunctionName { get; init; }

    public string? AccountId { get; init; }

    public string Qualifier { get; init; } = CataloguedFunction.Latest;

    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Null for a new one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null for the request id.</summary>
    public string? TaskId { get; init; }

    public TimeSpan Delay { get; init; }
}
