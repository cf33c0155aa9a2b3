namespace FcCreds.Fc.Instances;

/// <summary>Who holds which instance: those with room for another call by function, each with the number of its calls.</summary>
internal sealed class InstanceShelf
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<FunctionInstance>> withRoom = new(StringComparer.Ordinal);
    private readonly Dictionary<FunctionInstance, Holding> holdings = [];
    private bool closed;

    /// <summary>Instances of a version serve calls of that version.</summary>
    public static string KeyOf(FunctionDeclaration function) => $"{function.Arn}:{function.VersionId}";

    /// <summary>A new instance, taken by the call it was started for.</summary>
    public void Begin(FunctionInstance instance)
    {
        lock (gate)
        {
            holdings[instance] = new() { Calls = 1 };
            if (!closed && instance.Plan.Function.InstanceConcurrency > 1) Shelve(instance);
        }
    }

    /// <summary>The most recently used instance with room, and a place on it.</summary>
    public FunctionInstance? Take(FunctionDeclaration function)
    {
        lock (gate)
        {
            if (!withRoom.TryGetValue(KeyOf(function), out var instances) || instances.Count == 0) return null;
            var instance = instances[^1];
            var holding = holdings[instance];
            holding.Reclaim?.Dispose();
            holding.Reclaim = null;
            if (++holding.Calls == instance.Plan.Function.InstanceConcurrency) instances.RemoveAt(instances.Count - 1);
            return instance;
        }
    }

    /// <summary>A call is done. False if the instance must end, as a call failed on it meanwhile or nothing is kept any more.</summary>
    public bool Return(FunctionInstance instance, Func<ITimer> reclaim)
    {
        lock (gate)
        {
            var holding = holdings[instance];
            if (closed || holding.IsDoomed) return false;
            Unshelve(instance);
            Shelve(instance);
            if (--holding.Calls == 0) holding.Reclaim = reclaim();
            return true;
        }
    }

    /// <summary>A call is done, and no other shall come. True if it was the last.</summary>
    public bool LeaveForGood(FunctionInstance instance)
    {
        lock (gate)
        {
            var holding = holdings[instance];
            holding.IsDoomed = true;
            Unshelve(instance);
            if (--holding.Calls > 0) return false;
            holdings.Remove(instance);
            return true;
        }
    }

    /// <summary>Takes idle instances away for good.</summary>
    public IReadOnlyList<FunctionInstance> TakeIdle(Func<FunctionInstance, bool> wanted)
    {
        lock (gate)
        {
            FunctionInstance[] idle = [.. holdings.Where(one => one.Value.Calls == 0 && wanted(one.Key)).Select(one => one.Key)];
            foreach (var instance in idle)
            {
                holdings.Remove(instance, out var holding);
                holding!.Reclaim?.Dispose();
                Unshelve(instance);
            }
            return idle;
        }
    }

    /// <summary>Nothing is kept from now on; the idle ones.</summary>
    public IReadOnlyList<FunctionInstance> Close()
    {
        lock (gate) closed = true;
        return TakeIdle(_ => true);
    }

    private void Shelve(FunctionInstance instance)
    {
        var key = KeyOf(instance.Plan.Function);
        if (!withRoom.TryGetValue(key, out var instances)) withRoom[key] = instances = [];
        instances.Add(instance);
    }

    private void Unshelve(FunctionInstance instance)
    {
        if (withRoom.TryGetValue(KeyOf(instance.Plan.Function), out var instances)) instances.Remove(instance);
    }

    private sealed class Holding
    {
        public int Calls { get; set; }

        public bool IsDoomed { get; set; }

        public ITimer? Reclaim { get; set; }
    }
}
