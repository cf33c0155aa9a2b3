using System.Collections.Concurrent;
using FcCreds.Core.Events;

namespace FcCreds.Tests.Oss;

/// <summary>Hears every event of every bucket.</summary>
internal sealed class Listener : IObjectEventSink
{
    public ConcurrentQueue<ObjectEvent> Events { get; } = new();

    public bool Wants(string bucket) => true;

    public Task TellAsync(ObjectEvent happened)
    {
        Events.Enqueue(happened);
        return Task.CompletedTask;
    }
}
