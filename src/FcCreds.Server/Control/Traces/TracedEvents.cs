using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Traces;

/// <summary>Events, found by what links them; by their times, as positions of several journals say nothing of one another.</summary>
internal sealed class TracedEvents
{
    private readonly ILookup<string, JournalEvent> byInvocation;
    private readonly ILookup<string, JournalEvent> byRequest;
    private readonly ILookup<string, ServiceCalled> stale;
    private readonly Dictionary<string, CredentialIssued> issued = new(StringComparer.Ordinal);

    public TracedEvents(IEnumerable<JournalEvent> events)
    {
        var all = events.OrderBy(one => one.Time).ThenBy(one => one.Sequence).ToList();
        byInvocation = all.Where(one => one.InvocationId is not null).ToLookup(one => one.InvocationId!, StringComparer.Ordinal);
        byRequest = all.Where(one => one.RequestId is not null).ToLookup(one => one.RequestId!, StringComparer.Ordinal);
        stale = all.OfType<ServiceCalled>().Where(call => call.SupersededBy is not null).ToLookup(call => call.SupersededBy!, StringComparer.Ordinal);
        foreach (var session in all.OfType<CredentialIssued>()) issued.TryAdd(session.SessionId ?? "", session);
        NewestInvocation = all.OfType<InvocationStarted>().LastOrDefault()?.InvocationId;
    }

    public string? NewestInvocation { get; }

    /// <summary>One that ran, or waits to be run.</summary>
    public bool IsInvocation(string id) => byInvocation[id].Any(one => one is InvocationStarted or JournalNote);

    /// <summary>The request of that id.</summary>
    public ServiceCalled? Call(string requestId) => byRequest[requestId].OfType<ServiceCalled>().LastOrDefault();

    /// <summary>What is about an invocation itself, and what followed from it.</summary>
    public IReadOnlyList<JournalEvent> OfInvocation(string id)
        => [.. byInvocation[id].Concat(byRequest[id].Where(one => one.InvocationId != id)).Where(one => one is not ServiceCalled).OrderBy(one => one.Time).ThenBy(one => one.Sequence)];

    /// <summary>Calls with its credentials, and those that it made with an earlier one's.</summary>
    public IReadOnlyList<ServiceCalled> CallsOf(string id)
        => [.. byInvocation[id].OfType<ServiceCalled>().Where(call => call.RequestId != id).Concat(stale[id]).OrderBy(call => call.Time).ThenBy(call => call.Sequence)];

    public IEnumerable<JournalEvent> OfRequest(string requestId) => byRequest[requestId];

    public CredentialIssued? Issued(string? sessionId) => sessionId is null ? null : issued.GetValueOrDefault(sessionId);

    /// <summary>Null for one that somebody outside asked for.</summary>
    public TracedCause? CauseOf(string id, InvocationStarted? started, ServiceCalled? asked)
    {
        if (asked is { InvocationId: { } by } && by != id) return new(asked.RequestId, by, $"{asked.Operation} of invocation {by}");
        var note = byInvocation[id].OfType<JournalNote>().FirstOrDefault(one => one.Kind is JournalNote.TriggerFired or JournalNote.DestinationCalled or JournalNote.ObjectProcess);
        var request = started?.CausedBy ?? note?.RequestId;
        if (request is null) return note is null ? null : new(null, null, note.Message);
        var isInvocation = IsInvocation(request);
        return new(isInvocation ? null : request, isInvocation ? request : Call(request)?.InvocationId, note?.Message ?? $"request {request}");
    }
}
