using FcCreds.Core.Time;
using FcCreds.Fc.Invocation;

namespace FcCreds.Fc.Instances;

/// <summary>How a call went on an instance.</summary>
internal sealed record CallOutcome(HandlerAnswer Answer, TimeSpan Duration, double MemoryMb, IReadOnlyList<string> Output);

/// <summary>A running copy of a function: one process, one call at a time, frozen in between.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    /// <summary>How long the rest of a call's output may take after its answer; only a handler that tampers with its output needs it.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    private readonly InstanceOutput output;
    private readonly InstanceProcess process;
    private readonly InvocationQueue queue = new();
    private readonly Lock gate = new();
    private readonly FcOptions options;
    private readonly TimeProvider monotonic;

    public FunctionInstance(InstancePlan plan, CataloguedFunction source, FcOptions options, Clocks clocks)
    {
        Plan = plan;
        Source = source;
        this.options = options;
        monotonic = clocks.Monotonic;
        StartedAt = clocks.Life.GetUtcNow();
        output = new(plan.OutputMarker);
        process = InstanceProcess.Start(plan, InstanceEnvironment.For(plan, options), output, monotonic);
        Exited = WatchAsync();
    }

    public InstancePlan Plan { get; }

    /// <summary>The declaration it was started for; another one means that it is outdated.</summary>
    public CataloguedFunction Source { get; }

    /// <summary>Life clock.</summary>
    public DateTimeOffset StartedAt { get; }

    public bool IsInitialized { get; set; }

    public Task Exited { get; }

    /// <summary>The call that waits or runs.</summary>
    public PendingInvocation? Current => queue.Current;

    /// <summary>The runtime API's long poll. Arriving with nothing to do is the moment to freeze.</summary>
    public ValueTask<PendingInvocation?> NextAsync(CancellationToken ct)
    {
        lock (gate)
        {
            if (options.FreezeBetweenCalls && queue.IsEmpty) process.Freeze();
        }
        return queue.TakeAsync(ct);
    }

    /// <summary>Runs a call to its end, whatever that is; after a time-out, an exit or a cancellation the instance is dead.</summary>
    public async Task<CallOutcome> CallAsync(PendingInvocation call, CancellationToken ct)
    {
        var printed = output.EndOf(call.RequestId);
        lock (gate)
        {
            process.Thaw();
            queue.Offer(call);
        }
        var began = monotonic.GetTimestamp();
        var answer = await AnswerAsync(call, () => began = monotonic.GetTimestamp(), ct);
        var duration = monotonic.GetElapsedTime(began);
        queue.End();
        if (!answer.LeavesInstanceUsable) process.Kill();
        await WithinGraceAsync(answer.LeavesInstanceUsable ? printed : output.Exited);
        return new(answer, duration, output.MemoryMb, output.Take());
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        queue.Close();
        await WithinGraceAsync(Exited);
        process.Dispose();
    }

    private async Task<HandlerAnswer> AnswerAsync(PendingInvocation call, Action taken, CancellationToken ct)
    {
        var isTaken = false;
        try
        {
            await call.Taken.WaitAsync(options.StartTimeout, monotonic, ct);
            isTaken = true;
            taken();
            return await call.Answer.WaitAsync(call.Limit, monotonic, ct);
        }
        catch (TimeoutException)
        {
            return new(isTaken ? AnswerKind.TimedOut : AnswerKind.Exited);
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
        queue.Close();
    }
}
