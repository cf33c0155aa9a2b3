namespace FcCreds.Core.Events;

/// <summary>Hears about objects after each change has been acknowledged by the store and before the client knows.</summary>
internal interface IObjectEventSink
{
    /// <summary>Asked before a write, since the change of size costs a look at what is replaced.</summary>
    bool Wants(string bucket);

    /// <summary>Must return at once; must not throw.</summary>
    void Raise(ObjectEvent happened);
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

    public void Raise(ObjectEvent happened)
    {
        foreach (var sink in sinks)
        {
            if (sink.Wants(happened.Bucket)) sink.Raise(happened);
        }
    }
}
