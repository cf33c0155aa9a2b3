using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Server.Control.Why;

namespace FcCreds.Server.Control.Traces;

/// <summary>Makes trees of what journals tell.</summary>
/// <param name="events">Of one journal or of several.</param>
internal sealed class TraceBuilder(IEnumerable<JournalEvent> events)
{
    public const string Path = "/_fccreds/trace";
    public const string Last = "last";

    /// <summary>Invocations in invocations: a trigger that calls itself goes on for ever.</summary>
    public const int MaxDepth = 16;

    private readonly TracedEvents all = new(events);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <param name="request">Id of an invocation, of a request, or <see cref="Last"/> for the newest invocation.</param>
    /// <exception cref="ServiceException">404: nothing is known of it.</exception>
    public TraceReport Build(string request)
    {
        var id = request == Last ? all.NewestInvocation ?? throw Explainer.NoSuchRequest.Saying("No function was invoked yet.") : request;
        if (all.IsInvocation(id)) return new() { Invocation = Invocation(id, 0) };
        if (all.Call(id) is not { } called) throw Explainer.NoSuchRequest.Saying($"The journal has no request or invocation {request}.");
        return called.InvocationId is { } within && all.IsInvocation(within)
            ? new() { Invocation = Invocation(within, 0) }
            : new() { Call = Call(called, null, 0) };
    }

    private TracedInvocation Invocation(string id, int depth)
    {
        told.Add(id);
        var own = all.OfInvocation(id);
        var runs = own.OfType<InvocationStarted>().ToList();
        var ends = own.OfType<InvocationEnded>().ToList();
        var (first, end) = (runs.FirstOrDefault(), ends.Count >= runs.Count ? ends.LastOrDefault() : null);
        var calls = all.CallsOf(id);
        var asked = all.Call(id);
        return new()
        {
            InvocationId = id,
            FunctionName = first?.FunctionName ?? own.FirstOrDefault(one => one.FunctionName is not null)?.FunctionName,
            Runtime = first?.Runtime,
            Handler = first?.Handler,
            InstanceId = first?.InstanceId,
            ColdStart = first?.ColdStart ?? false,
            StartedAt = first?.Time,
            DurationMs = end?.DurationMs,
            Outcome = first is null ? "waiting" : end is null ? "running" : end.FunctionError is null ? "succeeded" : "failed",
            Error = end?.FunctionError,
            Reason = end?.Reason,
            CausedBy = depth == 0 ? all.CauseOf(id, first, asked) : null,
            Asked = depth == 0 && asked is not null ? CallTrace.Of(asked, all.Issued(asked.SessionId), null) : null,
            Credentials = [.. CredentialTrace.OfInvocation(id, own, runs, calls, all)],
            Steps = [.. Steps(id, own, runs, ends, calls, depth).OrderBy(step => step.Time)],
        };
    }

    private IEnumerable<TraceStep> Steps(string id, IReadOnlyList<JournalEvent> own, List<InvocationStarted> runs, List<InvocationEnded> ends, IReadOnlyList<ServiceCalled> calls, int depth)
    {
        var requests = calls.Select(call => call.RequestId).ToHashSet(StringComparer.Ordinal);
        for (var again = 1; again < runs.Count; again++)
            yield return new AttemptStep(again + 1, runs[again].InstanceId, runs[again].ColdStart, again <= ends.Count ? ends[again - 1].FunctionError : null) { Time = runs[again].Time };
        foreach (var call in calls) yield return new CallStep(Call(call, id, depth)) { Time = call.Time };
        foreach (var one in own)
        {
            switch (one)
            {
                case HandlerPrinted printed:
                    foreach (var line in printed.Lines) yield return new PrintedStep(line.Text) { Time = line.Time };
                    if (printed.Omitted > 0) yield return new NoteStep("output", $"Lines of output that are not kept: {printed.Omitted}.") { Time = printed.Time };
                    break;
                case HandlerMistake mistake when mistake.RequestId == id || !requests.Contains(mistake.RequestId):
                    yield return new MistakeStep(mistake.Rule, mistake.Message, mistake.Advice) { Time = mistake.Time };
                    break;
                case JournalNote { InvocationId: { } other } note when other != id && Follows(note):
                    yield return Following(note, other, depth);
                    break;
                case JournalNote note when !Follows(note):
                    yield return new NoteStep(note.Kind, note.Message) { Time = note.Time };
                    break;
            }
        }
    }

    /// <param name="called">The request.</param>
    /// <param name="within">The invocation that made it.</param>
    /// <param name="depth">Of that.</param>
    private TracedCall Call(ServiceCalled called, string? within, int depth)
    {
        var led = Led(called, within, depth).OrderBy(step => step.Time).ToList();
        return CallTrace.Of(called, all.Issued(called.SessionId), within) with { Led = led.Count > 0 ? led : null };
    }

    private IEnumerable<TraceStep> Led(ServiceCalled called, string? within, int depth)
    {
        if (called.RequestId is not { } request) yield break;
        if (request != within && all.IsInvocation(request) && Take(request, depth)) yield return new InvocationStep($"{called.Operation} runs it", Invocation(request, depth + 1)) { Time = called.Time };
        foreach (var one in all.OfRequest(request))
        {
            switch (one)
            {
                case HandlerMistake mistake:
                    yield return new MistakeStep(mistake.Rule, mistake.Message, mistake.Advice) { Time = mistake.Time };
                    break;
                case CredentialIssued issued:
                    yield return new CredentialsStep(CredentialTrace.Of(issued, issued.Time, isDelivered: false, of: null)) { Time = issued.Time };
                    break;
                case JournalNote { InvocationId: { } invocation } note when Follows(note):
                    yield return Following(note, invocation, depth);
                    break;
                case JournalNote note:
                    yield return new NoteStep(note.Kind, note.Message) { Time = note.Time };
                    break;
            }
        }
    }

    private TraceStep Following(JournalNote note, string invocation, int depth)
        => all.IsInvocation(invocation) && Take(invocation, depth) ? new InvocationStep(note.Message, Invocation(invocation, depth + 1)) { Time = note.Time } : new NoteStep(note.Kind, note.Message) { Time = note.Time };

    private bool Take(string invocation, int depth) => depth < MaxDepth && !told.Contains(invocation);

    private static bool Follows(JournalNote note) => note.Kind is JournalNote.TriggerFired or JournalNote.DestinationCalled or JournalNote.ObjectProcess;
}
