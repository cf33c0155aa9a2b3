using System.Collections.Concurrent;

namespace FcCreds.Fc.Instances;

/// <summary>Living instances by capability; a capability dies with its instance.</summary>
internal sealed class InstanceDirectory
{
    private readonly ConcurrentDictionary<string, FunctionInstance> living = new(StringComparer.Ordinal);

    public int Count => living.Count;

    public IEnumerable<FunctionInstance> All => living.Values;

    public void Add(FunctionInstance instance) => living[instance.Plan.Capability] = instance;

    public bool Remove(FunctionInstance instance) => living.TryRemove(instance.Plan.Capability, out _);

    public FunctionInstance? Find(string capability) => living.GetValueOrDefault(capability);
}
