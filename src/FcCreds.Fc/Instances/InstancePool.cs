using FcCreds.Core.Time;

namespace FcCreds.Fc.Instances;

/// <summary>An instance taken for one call.</summary>
internal readonly record struct InstanceLease(FunctionInstance Instance, bool IsColdStart);

/// <summary>Warm instances, the most recently used first; starts another when all of a function's are busy.</summary>
internal sealed class InstancePool(InstanceStarter starter, InstanceDirectory directory, FcOptions options, Clocks clocks) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Stack<FunctionInstance>> idle = new(StringComparer.Ordinal);
    private readonly Dictionary<FunctionInstance, ITimer> reclaims = [];
    private int running;
    private bool disposed;

    public async Task<InstanceLease> TakeAsync(CataloguedFunction function, CancellationToken ct)
    {
        while (TakeIdle(KeyOf(function.Declaration)) is { } warm)
        {
            if (IsFit(warm, function)) return new(warm, IsColdStart: false);
            await RetireAsync(warm);
        }
        if (Interlocked.Increment(ref running) > options.MaxInstances)
        {
            Interlocked.Decrement(ref running);
            throw FcErrors.ResourceExhausted.Saying($"more than {options.MaxInstances} instances would be needed at once");
        }
        try
        {
            var instance = await starter.StartAsync(function, ct);
            directory.Add(instance);
            return new(instance, IsColdStart: true);
        }
        catch
        {
            Interlocked.Decrement(ref running);
            throw;
        }
    }

    /// <summary>Keeps an instance for the next call.</summary>
    public async ValueTask ReturnAsync(FunctionInstance instance)
    {
        lock (gate)
        {
            if (!disposed && !instance.Exited.IsCompleted)
            {
                var key = KeyOf(instance.Plan.Function);
                if (!idle.TryGetValue(key, out var stack)) idle[key] = stack = new();
                stack.Push(instance);
                reclaims[instance] = clocks.Monotonic.CreateTimer(_ => _ = ReclaimAsync(instance), null, options.IdleTimeout, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        await RetireAsync(instance);
    }

    /// <summary>Ends an instance for good.</summary>
    public async ValueTask RetireAsync(FunctionInstance instance)
    {
        if (!directory.Remove(instance)) return;
        Interlocked.Decrement(ref running);
        await instance.DisposeAsync();
    }

    /// <summary>Ends the idle instances of generations that are gone; busy ones end when they are taken or have been idle.</summary>
    public async Task RetireOutdatedAsync(IReadOnlySet<string> generations)
    {
        List<FunctionInstance> retired = [];
        lock (gate)
        {
            foreach (var (key, instances) in idle)
            {
                var outdated = instances.Where(one => !generations.Contains(one.Source.Generation)).ToList();
                if (outdated.Count == 0) continue;
                idle[key] = new(instances.Except(outdated).Reverse());
                retired.AddRange(outdated);
            }
            foreach (var instance in retired)
            {
                if (reclaims.Remove(instance, out var reclaim)) reclaim.Dispose();
            }
        }
        await Task.WhenAll(retired.Select(instance => RetireAsync(instance).AsTask()));
    }

    /// <summary>Ends all of them, so that no long poll holds up the server's end.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var reclaim in reclaims.Values) reclaim.Dispose();
            reclaims.Clear();
            idle.Clear();
        }
        await Task.WhenAll(directory.All.Select(instance => RetireAsync(instance).AsTask()));
    }

    /// <summary>Alive, of the declaration as it is now, and younger than an instance may get.</summary>
    private bool IsFit(FunctionInstance instance, CataloguedFunction function)
        => !instance.Exited.IsCompleted
            && instance.Source.Generation == function.Generation
            && clocks.Life.GetUtcNow() - instance.StartedAt < FunctionCredentials.Validity;

    private static string KeyOf(FunctionDeclaration function) => $"{function.Arn}:{function.VersionId}";

    private FunctionInstance? TakeIdle(string key)
    {
        lock (gate)
        {
            if (!idle.TryGetValue(key, out var stack) || !stack.TryPop(out var instance)) return null;
            if (reclaims.Remove(instance, out var reclaim)) reclaim.Dispose();
            return instance;
        }
    }

    private async Task ReclaimAsync(FunctionInstance instance)
    {
        lock (gate)
        {
            if (!reclaims.Remove(instance, out var reclaim)) return;
            reclaim.Dispose();
            var key = KeyOf(instance.Plan.Function);
            idle[key] = new(idle[key].Where(one => one != instance).Reverse());
        }
        await RetireAsync(instance);
    }
}
