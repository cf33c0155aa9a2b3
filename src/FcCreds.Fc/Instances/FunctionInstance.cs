using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Invocation;

namespace FcCreds.Fc.Instances;

/// <summary>How a call went on an instance.</summary>
internal sealed record CallOutcome(HandlerAnswer Answer, TimeSpan Duration, double MemoryMb, IReadOnlyList<PrintedLine> Printed)
{
    public IReadOnlyList<string> Output => [.. Printed.Select(line => line.Text)];

    /// <summary>Of the process, if it ended.</summary>
    public int? ExitCode { get; init; }
}

/// <summary>A running copy of a function: one process, frozen while no call runs.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    /// <summary>How long the rest of a call's output may take after its answer; only a handler that tampers with its output needs it.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly InstanceOutput output;
    private readonly InstanceProcess process;
    private readonly ICallChannel channel;
    private readonly Lock gate = new();
    private readonly FcOptions options;
    private readonly TimeProvider monotonic;
    private int running;

    /// <param name="plan">What is started.</param>
    /// <param name="source">What it is started for.</param>
    /// <param name="options">Of all functions.</param>
    /// <param name="clocks">Of the house.</param>
    /// <param name="known">Makes the runtime API know it: before there is a process, which asks for its first call at once.</param>
    public FunctionInstance(InstancePlan plan, CataloguedFunction source, FcOptions options, Clocks clocks, Action<FunctionInstance> known)
    {
        Plan = plan;
        Source = source;
        this.options = options;
        monotonic = clocks.Monotonic;
        StartedAt = clocks.Life.GetUtcNow();
        output = new(plan.OutputMarker, clocks.Wire);
        // Whoever asks in between waits at the gate until there is a process.
        lock (gate)
        {
            channel = new InvocationQueue();
            known(this);
            process = InstanceProcess.Start(plan, InstanceEnvironment.For(plan, options), output, monotonic);
            if (plan.Port is { } port) channel = new HttpChannel(port, plan.Function.CustomRuntimeConfig?.HealthCheckConfig, process.Exited, monotonic);
        }
        Exited = WatchAsync();
    }

    public InstancePlan Plan { get; }

    /// <summary>The declaration it was started for; another one means that it is outdated.</summary>
    public CataloguedFunction Source { get; }

    /// <summary>Life clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Life clock: no call begins later, so that the credentials in its variables outlast the call; very short ones do not, as in the cloud.</summary>
    public DateTimeOffset RetireAt
    {
        get
        {
            var end = Plan.Credentials?.Expiration ?? StartedAt + FunctionCredentials.Validity;
            var half = (end - StartedAt) / 2;
            return end - (Plan.Function.Timeout < half ? Plan.Function.Timeout : half);
        }
    }

    public bool IsInitialized { get; set; }

    /// <summary>Held by the call that initializes the instance; others of the same moment wait.</summary>
    public SemaphoreSlim Initializing { get; } = new(1);

    public Task Exited { get; }

    /// <summary>Its side of the runtime API; null for a web server.</summary>
    public InvocationQueue? RuntimeApi => channel as InvocationQueue;

    /// <summary>Process group of the handler and what it forked; null until the launcher has told.</summary>
    public int? GroupId => output.GroupId;

    /// <summary>A web server whose health check failed: no call may begin on it.</summary>
    public bool IsAiling => channel is HttpChannel { IsAiling: true };

    public bool IsBusy => Volatile.Read(ref running) > 0;

    /// <summary>The runtime API's long poll. Arriving with nothing to do is the moment to freeze.</summary>
    public ValueTask<PendingInvocation?> NextAsync(InvocationQueue queue, CancellationToken ct)
    {
        lock (gate)
        {
            if (MayFreeze && queue.IsEmpty) process.Freeze();
        }
        return queue.TakeAsync(ct);
    }

    /// <summary>Runs a call to its end, whatever that is; after some ends the instance is dead.</summary>
    public async Task<CallOutcome> CallAsync(PendingInvocation call, CancellationToken ct)
    {
        var printed = output.EndOf(call.RequestId);
        lock (gate)
        {
            running++;
            process.Thaw();
            channel.Offer(call);
        }
        var began = monotonic.GetTimestamp();
        var answer = await AnswerAsync(call, () => began = monotonic.GetTimestamp(), ct);
        var duration = monotonic.GetElapsedTime(began);
        channel.End(call);
        if (Leave(call, answer)) await WithinGraceAsync(printed);
        else await WithinGraceAsync(output.Exited);
        return new(answer, duration, output.MemoryMb, output.Take()) { ExitCode = output.ExitCode };
    }

    /// <summary>Of all its processes, as somebody has just looked.</summary>
    public void Observe(double memoryMb) => output.Observe(memoryMb);

    /// <summary>Ends the processes at once; calls that run end as a process exit.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        channel.Close();
        await WithinGraceAsync(Exited);
        (channel as IDisposable)?.Dispose();
        process.Dispose();
        Initializing.Dispose();
    }

    private bool MayFreeze => options.FreezeBetweenCalls && Plan.Function.DebugPort is null;

    /// <summary>Frees the instance for the next call, or kills it; false if its end is to be waited for.</summary>
    private bool Leave(PendingInvocation call, HandlerAnswer answer)
    {
        lock (gate)
        {
            running--;
            // Others that run on it may finish; nobody new gets it.
            if (!answer.LeavesInstanceUsable(Plan) && running == 0)
            {
                process.Kill();
                return false;
            }
            if (Plan.Runtime.HasOwnBootstrap) return true;
            if (output.GroupId is { } group) output.Observe(GroupMemory.PeakOf(group));
            process.Mark(call.RequestId);
            if (Plan.Port is not null && running == 0 && MayFreeze) process.Freeze();
            return true;
        }
    }

    private async Task<HandlerAnswer> AnswerAsync(PendingInvocation call, Action taken, CancellationToken ct)
    {
        var isTaken = false;
        try
        {
            // Who waits for a debugger waits for a person.
            await Task.WhenAny(call.Taken, call.Answer).WaitAsync(Plan.Function.DebugPort is null ? options.StartTimeout : Timeout.InfiniteTimeSpan, monotonic, ct);
            isTaken = true;
            taken();
            return await call.Answer.WaitAsync(call.Limit, monotonic, ct);
        }
        catch (TimeoutException)
        {
            return new(isTaken ? AnswerKind.TimedOut : AnswerKind.NotStarted);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new(AnswerKind.Canceled);
        }
    }

    private async Task WithinGraceAsync(Task task)
    {
        try
        {
            await task.WaitAsync(OutputGrace, monotonic);
        }
        catch (TimeoutException)
        {
            // Then without it.
        }
    }

    private async Task WatchAsync()
    {
        await process.Exited;
        channel.Close();
    }
}
