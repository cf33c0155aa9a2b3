namespace FcCreds.Core.Journal;

/// <summary>An invocation on its instance, which has one at a time. Before and after are positions in the journal, not times: no clock can blur them.</summary>
internal sealed class InstanceRun(string invocationId, string instanceId, long startedAt, InstanceRun? previous)
{
    public string InvocationId => invocationId;

    public string InstanceId => instanceId;

    public long StartedAt => startedAt;

    /// <summary>Not yet known before the end.</summary>
    public long EndedAt { get; set; } = long.MaxValue;

    /// <summary>The one before on the same instance; one step back is enough for requests that were under way while it changed.</summary>
    public InstanceRun? Previous { get; private set; } = previous;

    public void ForgetPrevious() => Previous = null;

    public bool WasRunning(long position) => startedAt <= position && position < EndedAt;
}
