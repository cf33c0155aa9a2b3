using FcCreds.Core.Errors;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Why;

/// <summary>Tells of requests what the journal knows.</summary>
internal sealed class Explainer(IJournal journal)
{
    public const string Path = "/_fccreds/explain";
    public const string Last = "last";

    public static readonly ServiceError NoSuchRequest = new("NoSuchRequest", 404, "The journal has no such request.");

    private const string Permissive = "an account's own key may do everything with what is its own";

    /// <param name="request">A request id, the id of an invocation, or <see cref="Last"/>.</param>
    public ExplainReport Explain(string request)
    {
        if (request == Last) return Newest() is { } newest ? new() { Requests = [Of(newest)] } : throw NoSuchRequest.Saying("Nothing was asked of any service yet.");
        // An invocation and the request that asked for it have one id: what it was refused matters more than that it ran.
        var ofInvocation = journal.Read(new() { InvocationId = request, Limit = int.MaxValue });
        var calls = ofInvocation.OfType<ServiceCalled>().Where(call => call.RequestId != request).ToList();
        if (calls.Where(call => call.Refusal is not null).ToList() is { Count: > 0 } refused) return new() { Requests = [.. refused.Select(Of)] };
        if (journal.Read(new() { RequestId = request }).OfType<ServiceCalled>().LastOrDefault() is { } called && (ofInvocation.Count == 0 || called.Refusal is not null)) return new() { Requests = [Of(called)] };
        return ofInvocation.Count > 0
            ? new() { Requests = [], Note = $"Invocation {request} asked {calls.Count} times of other services; it was refused nothing.{Ended(ofInvocation)}" }
            : throw NoSuchRequest.Saying($"The journal has no request or invocation {request}.");
    }

    /// <summary>What a trigger hides behind 502 Internal Server Error; the function's own words are in its log.</summary>
    private static string Ended(IReadOnlyList<JournalEvent> ofInvocation)
        => ofInvocation.OfType<InvocationEnded>().LastOrDefault() is { FunctionError: { } error } ended
            ? $" It ended with {error} ({ended.Reason}): the handler's error is in its log, which the header X-Fc-Log-Type: Tail asks for."
            : "";

    /// <summary>The newest refusal; without one the newest error, without that the newest request.</summary>
    private ServiceCalled? Newest()
    {
        ServiceCalled? refused = null, failed = null, any = null;
        foreach (var call in journal.Read(new() { Limit = int.MaxValue }).OfType<ServiceCalled>())
        {
            any = call;
            if (call.Status >= 400) failed = call;
            if (call.Refusal is not null) refused = call;
        }
        return refused ?? failed ?? any;
    }

    private Explanation Of(ServiceCalled call)
    {
        var refusal = call.Refusal;
        return new()
        {
            RequestId = call.RequestId,
            Time = call.Time,
            Service = call.Service,
            Operation = call.Operation,
            Resource = call.Resource,
            Status = call.Status,
            Code = call.Code,
            Ec = call.Ec,
            Outcome = refusal switch
            {
                { Verdict: not null } => "credentials",
                not null => "denied",
                _ => call.Status < 400 ? "allowed" : "failed",
            },
            Why = refusal?.Reason ?? Allowed(call),
            Who = Who(call),
            What = refusal?.Demand is { } demand ? [demand] : call.Demands ?? [],
            Read = refusal?.Read ?? [],
            Decided = refusal is null ? call.Statement : refusal.Decided,
            Add = Remedy.Of(refusal?.Needed, refusal?.NeededIn, refusal?.AlsoNeeded),
            Advice = refusal?.Advice,
        };
    }

    private static string Allowed(ServiceCalled call)
    {
        var permission = call.Statement switch
        {
            "owner" => $"it was allowed as owner: {Permissive}",
            { } acl when acl.StartsWith("acl:", StringComparison.Ordinal) => $"it was allowed by the ACL ({acl[4..]}), which gives it to everyone",
            { } statement => $"it was allowed by {statement}",
            null => "no permission was asked for",
        };
        return call.Status < 400
            ? $"{char.ToUpperInvariant(permission[0])}{permission[1..]}."
            : CodeWords.Of(call.Code) ?? $"Permission is not the matter ({permission}): the service answered {call.Status} {call.Code}.";
    }

    private ExplainedCaller Who(ServiceCalled call)
    {
        var trace = call.Refusal?.Who;
        var issued = call.SessionId is { } session ? journal.Read(new() { SessionId = session, Limit = int.MaxValue }).OfType<CredentialIssued>().FirstOrDefault() : null;
        var (from, until, at) = (trace?.IssuedAt ?? issued?.Time, trace?.ExpiresAt ?? issued?.ExpiresAt, trace?.At ?? call.Time);
        return new()
        {
            Principal = trace is { Arn: not "unknown" } ? trace.Arn : call.Principal,
            Kind = trace?.Kind,
            AccessKeyId = trace?.AccessKeyId ?? issued?.AccessKeyId,
            SessionId = call.SessionId,
            IssuedAt = from,
            ExpiresAt = until,
            AgeSeconds = from is { } since ? (at - since).TotalSeconds : null,
            LifetimeSeconds = from is { } begin && until is { } end ? (end - begin).TotalSeconds : null,
            IssuedTo = trace?.IssuedTo ?? issued?.IssuedTo,
            FunctionName = call.FunctionName,
            InvocationId = call.InvocationId,
        };
    }
}
