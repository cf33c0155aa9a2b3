namespace FcCreds.Core.Events;

/// <summary>Hears about objects after each change has been acknowledged by the store and before the client knows.</summary>
internal interface IObjectEventSink
{
    /// <summary>Asked before a write, since the change of size costs a look at what is replaced.</summary>
    bool Wants(string bucket);

    /// <summary>The client has its answer when this is done; must not throw.</summary>
    Task TellAsync(ObjectEvent happened);
}

/// <summary>Tells every sink of every change, once.</summary>
internal sealed class ObjectEvents
{
    private readonly Lock adding = new();
    private volatile IObjectEventSink[] sinks = [];

    public void Add(IObjectEventSink sink)
    {
        lock (adding) sinks = [.. sinks, sink];
    }

    public bool AreWanted(string bucket)
    {
        foreach (var sink in sinks)
        {
            if (sink.Wants(bucket)) return true;
        }
        return false;
    }

    public Task TellAsync(ObjectEvent happened) => Task.WhenAll(sinks.Where(sink => sink.Wants(happened.Bucket)).Select(sink => sink.TellAsync(happened)));
}
