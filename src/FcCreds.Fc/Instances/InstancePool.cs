using System.Collections.Concurrent;
using FcCreds.Core.Time;

namespace FcCreds.Fc.Instances;

/// <summary>An instance taken for one call.</summary>
internal readonly record struct InstanceLease(FunctionInstance Instance, bool IsColdStart);

/// <summary>Warm instances, the most recently used first; starts another when all of a function's are busy.</summary>
internal sealed class InstancePool(InstanceStarter starter, InstanceDirectory directory, PreStopHook preStop, FcOptions options, Clocks clocks) : IAsyncDisposable
{
    /// <summary>What a hook may take while the server ends.</summary>
    private static readonly TimeSpan LastGrace = TimeSpan.FromSeconds(5);

    private readonly InstanceShelf shelf = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> starting = new(StringComparer.Ordinal);
    private int running;

    public async Task<InstanceLease> TakeAsync(CataloguedFunction function, CancellationToken ct)
    {
        if (IsDebugged(function)) return await TakeOnlyAsync(function, ct);
        // Calls that one instance can serve together shall not start one each.
        if (function.Declaration.InstanceConcurrency == 1) return await TakeOrStartAsync(function, ct);
        var turn = starting.GetOrAdd(InstanceShelf.KeyOf(function.Declaration), _ => new(1));
        await turn.WaitAsync(ct);
        try
        {
            return await TakeOrStartAsync(function, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Keeps an instance for the next call.</summary>
    public async ValueTask ReturnAsync(FunctionInstance instance)
    {
        if (!instance.Exited.IsCompleted && shelf.Return(instance, () => clocks.Monotonic.CreateTimer(_ => _ = ReclaimAsync(instance), null, options.IdleTimeout, Timeout.InfiniteTimeSpan))) LeaveOnly(instance);
        else await GiveUpAsync(instance);
    }

    /// <summary>Ends an instance that did not survive a call; if it serves others at the moment, when they are done.</summary>
    public async ValueTask GiveUpAsync(FunctionInstance instance)
    {
        if (shelf.LeaveForGood(instance)) await EndAsync(instance);
        LeaveOnly(instance);
    }

    /// <summary>Ends the idle instances of generations that are gone; busy ones end when they are taken or have been idle.</summary>
    public Task RetireOutdatedAsync(IReadOnlySet<string> generations)
        => Task.WhenAll(shelf.TakeIdle(instance => !generations.Contains(instance.Source.Generation)).Select(instance => StopAsync(instance, TimeSpan.MaxValue).AsTask()));

    /// <summary>Ends all of them, so that no long poll holds up the server's end.</summary>
    public async ValueTask DisposeAsync()
    {
        var idle = shelf.Close();
        await Task.WhenAll(idle.Select(instance => StopAsync(instance, LastGrace).AsTask()));
        await Task.WhenAll(directory.All.Select(instance => EndAsync(instance).AsTask()));
    }

    private bool IsDebugged(CataloguedFunction function) => options.DebugPorts?.Of(function.Declaration) is not null;

    /// <summary>A debugger's port serves one instance: calls of one moment come after each other.</summary>
    private async Task<InstanceLease> TakeOnlyAsync(CataloguedFunction function, CancellationToken ct)
    {
        var turn = starting.GetOrAdd(function.Declaration.Arn, _ => new(1));
        await turn.WaitAsync(ct);
        try
        {
            return await TakeOrStartAsync(function, ct);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    private void LeaveOnly(FunctionInstance instance)
    {
        if (IsDebugged(instance.Source)) starting[instance.Source.Declaration.Arn].Release();
    }

    private async Task<InstanceLease> TakeOrStartAsync(CataloguedFunction function, CancellationToken ct)
    {
        while (shelf.Take(function.Declaration) is { } warm)
        {
            if (IsFit(warm, function)) return new(warm, IsColdStart: false);
            if (shelf.LeaveForGood(warm)) await StopAsync(warm, TimeSpan.MaxValue);
        }
        if (Interlocked.Increment(ref running) > options.MaxInstances)
        {
            Interlocked.Decrement(ref running);
            throw FcErrors.ResourceExhausted.Saying($"more than {options.MaxInstances} instances would be needed at once");
        }
        try
        {
            var instance = await starter.StartAsync(function, ct);
            shelf.Begin(instance);
            return new(instance, IsColdStart: true);
        }
        catch
        {
            Interlocked.Decrement(ref running);
            throw;
        }
    }

    /// <summary>Alive and well, of the declaration as it is now, and so young that its variables outlast a call.</summary>
    private bool IsFit(FunctionInstance instance, CataloguedFunction function)
        => !instance.Exited.IsCompleted && !instance.IsAiling && instance.Source.Generation == function.Generation && clocks.Life.GetUtcNow() < instance.RetireAt;

    private async Task ReclaimAsync(FunctionInstance instance)
    {
        if (shelf.TakeIdle(one => one == instance) is [var idle]) await StopAsync(idle, TimeSpan.MaxValue);
    }

    /// <summary>Ends an instance that is well: its hook first.</summary>
    private async ValueTask StopAsync(FunctionInstance instance, TimeSpan hookAtMost)
    {
        await preStop.RunAsync(instance, hookAtMost);
        await EndAsync(instance);
    }

    private async ValueTask EndAsync(FunctionInstance instance)
    {
        if (!directory.Remove(instance)) return;
        Interlocked.Decrement(ref running);
        await instance.DisposeAsync();
        starter.Ended(instance);
    }
}
