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
    private readonly AsyncBacklog waiting = new(AtOnce);

    /// <summary>Ids of what this server accepted and has not ended: the store's list says nothing new of these.</summary>
    private readonly ConcurrentDictionary<string, bool> own = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, AsyncRun> running = new(StringComparer.Ordinal);
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
            CausedBy = order.CausedBy,
            TraceParent = order.TraceParent,
        };
        if (isTask && !await Tasks.AddAsync(invocation, function.Declaration.Arn, ct)) throw UnconfirmedRules.TaskExists(invocation.TaskId!);
        own[requestId] = true;
        await store.PutAsync(invocation, ct);
        waiting.Put(invocation);
        changed.Release();
        return invocation;
    }

    /// <summary>Ends a task that waits or runs. One of another server is marked, and that server ends it when it next looks.</summary>
    public async Task StopAsync(string requestId, CancellationToken ct)
    {
        if (waiting.Remove(requestId) is { } invocation) await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped before it ran."), ct);
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
                    foreach (var found in (await store.ListAsync(ct)).Where(found => !own.ContainsKey(found.RequestId))) waiting.PutNew(found);
                    nextList = store.IsShared ? clocks.Monotonic.GetUtcNow() + BetweenLists : DateTimeOffset.MaxValue;
                    await RenewAsync(ct);
                }
                waiting.BeginDue(clocks.Life.GetUtcNow(), Begin);
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

    /// <summary>False when it runs here already: what others left may be listed once more while it does.</summary>
    private bool Begin(AsyncInvocation invocation)
    {
        var run = new AsyncRun(invocation);
        if (!running.TryAdd(invocation.RequestId, run)) return false;
        run.Done = Task.Run(() => RunAsync(run), CancellationToken.None);
        return true;
    }

    private async Task RunAsync(AsyncRun run)
    {
        var invocation = run.Invocation;
        AsyncInvocation? later = null;
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
                later = await AttemptAsync(run, current);
                return;
            }
            await store.ReleaseAsync(invocation, stopping.Token);
            later = current;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It stays in the store, and is run by whoever looks there next.
            await store.ReleaseAsync(invocation, CancellationToken.None);
        }
        catch (Exception fault)
        {
            Log.Failed(log, invocation.RequestId, fault);
            later = invocation with { NotBefore = clocks.Life.GetUtcNow() + UnconfirmedRules.AsyncRetryDelay(1) };
        }
        finally
        {
            running.TryRemove(invocation.RequestId, out _);
            waiting.Ended(invocation);
            // Whoever wants to stop it in this moment marks its task, which is looked at before each attempt.
            if (later is not null) waiting.Put(later);
            run.Cancellation.Dispose();
            if (!stopping.IsCancellationRequested) changed.Release();
        }
    }

    /// <summary>What is to be run later; null when it is over.</summary>
    private async Task<AsyncInvocation?> AttemptAsync(AsyncRun run, AsyncInvocation invocation)
    {
        var ct = run.Cancellation.Token;
        var function = catalog.Find(invocation.FunctionName, invocation.AccountId);
        var config = function?.AsyncConfigOf(invocation.Qualifier) ?? AsyncInvokeConfig.Default;
        if (clocks.Life.GetUtcNow() - invocation.EnqueuedAt > config.Age)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Expired, "MaximumEventAgeExceeded", "The invocation became older than its configuration allows."), stopping.Token);
            return null;
        }
        var begun = await Tasks.ChangeAsync(invocation, task => task.Status == AsyncTaskStatus.Stopping ? task : task.In(AsyncTaskStatus.Running, clocks.Life.GetUtcNow()), stopping.Token);
        if (begun?.Status == AsyncTaskStatus.Stopping)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped before it ran."), stopping.Token);
            return null;
        }
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping.Token);
            var result = await invoker.InvokeAsync(
                new()
                {
                    FunctionName = invocation.FunctionName,
                    AccountId = invocation.AccountId,
                    Event = invocation.Event,
                    RequestId = invocation.RequestId,
                    Qualifier = invocation.Qualifier,
                    CausedBy = invocation.CausedBy,
                    TraceParent = invocation.TraceParent,
                },
                either.Token);
            if (result.FunctionError is null) await EndAsync(invocation, new(AsyncTaskStatus.Succeeded, "", "", result), stopping.Token);
            else if (invocation.Failures < config.Retries) return await RetryAsync(invocation with { Failures = invocation.Failures + 1 }, UnconfirmedRules.AsyncRetryDelay(invocation.Failures + 1), result.FunctionError);
            else await EndAsync(invocation, new(AsyncTaskStatus.Failed, result.FunctionError, $"{result.FunctionError} after {invocation.Failures} retries", result), stopping.Token);
        }
        catch (OperationCanceledException) when (run.IsStopped)
        {
            await EndAsync(invocation, new(AsyncTaskStatus.Stopped, "", "The task was stopped while it ran."), stopping.Token);
        }
        catch (ServiceException throttled) when (throttled.Error.Status == 429)
        {
            return await RetryAsync(invocation with { Throttled = invocation.Throttled + 1 }, UnconfirmedRules.AsyncThrottleDelay(invocation.Throttled + 1), throttled.Error.Code);
        }
        catch (ServiceException refused)
        {
            // The page's table: what is no failure of the function is not tried again.
            await EndAsync(invocation, new(AsyncTaskStatus.Failed, refused.Error.Code, refused.Message, Status: refused.Error.Status), stopping.Token);
        }
        return null;
    }

    private async Task<AsyncInvocation> RetryAsync(AsyncInvocation invocation, TimeSpan delay, string why)
    {
        var later = invocation with { NotBefore = clocks.Life.GetUtcNow() + delay };
        await Tasks.ChangeAsync(later, task => task.In(AsyncTaskStatus.Retrying, clocks.Life.GetUtcNow(), why) with { AlreadyRetriedTimes = later.Failures + later.Throttled }, stopping.Token);
        await store.PutAsync(later, stopping.Token);
        await store.ReleaseAsync(later, stopping.Token);
        Tell(later, "async-retry", $"The async invocation of {later.FunctionName} ended with {why} and is tried again in {delay.TotalSeconds:0.###} s (attempt {later.Failures + later.Throttled + 1}).");
        return later;
    }

    /// <summary>The destination is told first: whoever dies in between tells it twice rather than never.</summary>
    private async Task EndAsync(AsyncInvocation invocation, AsyncEnd end, CancellationToken ct)
    {
        var function = catalog.Find(invocation.FunctionName, invocation.AccountId);
        var destinations = function?.AsyncConfigOf(invocation.Qualifier).DestinationConfig;
        if ((end.IsSuccess ? destinations?.OnSuccess : destinations?.OnFailure)?.Function is { } destination) await TellDestinationAsync(invocation, function!.Declaration.Arn, end, destination, ct);
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
            ? $"The async invocation of {invocation.FunctionName} succeeded{(invocation.Failures + invocation.Throttled is > 0 and var retries ? $" at retry {retries}" : "")}."
            : $"The async invocation of {invocation.FunctionName} ended for good: {end.Message}");
    }

    private async Task TellDestinationAsync(AsyncInvocation invocation, string functionArn, AsyncEnd end, DestinationFunction destination, CancellationToken ct)
    {
        try
        {
            // The page: a destination is in the function's own account and region.
            if (destination.AccountId.Length > 0 && destination.AccountId != invocation.AccountId) throw FcErrors.FunctionNotFound.Saying($"function '{destination.Name}' of account '{destination.AccountId}' is not in the account '{invocation.AccountId}'");
            var accepted = await AcceptAsync(new() { FunctionName = destination.Name, AccountId = invocation.AccountId, Qualifier = destination.Qualifier, Event = DestinationEvent.Of(invocation, functionArn, end, clocks.Life.GetUtcNow()), CausedBy = invocation.RequestId, TraceParent = invocation.TraceParent }, ct);
            journal.Append(new JournalNote
            {
                Kind = JournalNote.DestinationCalled,
                Message = $"The {(end.IsSuccess ? "success" : "failure")} of {invocation.FunctionName} calls its destination {destination.Name}.",
                FunctionName = destination.Name,
                InvocationId = accepted.RequestId,
                RequestId = invocation.RequestId,
            });
        }
        catch (ServiceException refused)
        {
            Tell(invocation, "async-destination", $"The destination {destination.Name} was not told of the end of {invocation.FunctionName}: {refused.Message}");
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Async invocations could not be looked for; they are tried again")]
        public static partial void NotLooked(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Error, "The async invocation {RequestId} could not be run; it is tried again")]
        public static partial void Failed(ILogger log, string requestId, Exception fault);
    }
}
