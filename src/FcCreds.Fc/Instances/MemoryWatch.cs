using FcCreds.Core.Journal;

namespace FcCreds.Fc.Instances;

/// <summary>Looks at what busy instances use, and ends those that use more than their function may (the cloud's kernel does that there).</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly InstanceDirectory instances;
    private readonly IJournal journal;
    private readonly ITimer? timer;

    public MemoryWatch(InstanceDirectory instances, IJournal journal, TimeProvider monotonic)
    {
        this.instances = instances;
        this.journal = journal;
        if (GroupMemory.IsKnown) timer = monotonic.CreateTimer(_ => Look(), null, Period, Period);
    }

    public ValueTask DisposeAsync() => timer?.DisposeAsync() ?? default;

    private void Look()
    {
        Dictionary<int, double>? groups = null;
        foreach (var instance in instances.All)
        {
            if (!instance.IsBusy || instance.GroupId is not { } group) continue;
            groups ??= GroupMemory.All();
            var used = groups.GetValueOrDefault(group);
            var limit = instance.Plan.Function.MemorySize;
            // Forked processes share most of their memory: before anything is killed, it is counted once only.
            if (used > limit) used = GroupMemory.Exactly(group);
            instance.Observe(used);
            if (used > limit) End(instance, used);
        }
    }

    private void End(FunctionInstance instance, double used)
    {
        var function = instance.Plan.Function;
        instance.Kill();
        journal.Append(new JournalNote
        {
            Kind = "memory",
            Message = FormattableString.Invariant($"{function.Name} used {used:0} MB of {function.MemorySize} MB; its instance was ended, as FC ends it"),
            FunctionName = function.Name,
            InstanceId = instance.Plan.InstanceId,
        });
    }
}
