using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>What the journal is told of a request to a trigger, filled in as it becomes known.</summary>
internal sealed class HttpTriggerRecord(string requestId, WireRequest request, long arrivedAfter)
{
    /// <summary>How the journal calls a call through a trigger.</summary>
    public const string Operation = "HttpTrigger";

    public string RequestId => requestId;

    public string? TraceParent { get; } = Core.Journal.TraceParent.Of(request);

    public FunctionDeclaration? Function { get; set; }

    public Caller Caller { get; set; } = Caller.Anonymous;

    public PolicyDecision? Decision { get; set; }

    public RefusalTrace? Refusal { get; set; }

    public string? Statement { get; set; }

    public string? Code { get; set; }

    public ServiceCalled Event(int status, TimeSpan duration) => new()
    {
        Service = "fc",
        Operation = Operation,
        Resource = Function?.Arn ?? "",
        Principal = Caller.Arn,
        Status = status,
        Code = Code,
        Decision = Decision is null ? null : Decision.IsAllowed ? "Allow" : "Deny",
        Statement = Statement,
        Needed = Decision?.Needed,
        Demands = Decision is { } made ? [new(made.Action, made.Resource)] : null,
        Refusal = Refusal,
        Read = Decision is { IsAllowed: false } denied ? [.. denied.Read.Select(one => $"{one.Name}: {one.Because}")] : [],
        DurationMs = duration.TotalMilliseconds,
        RequestId = requestId,
        SessionId = Caller.Session?.SessionId,
        FunctionName = Function?.Name,
        UserAgent = request.Header("User-Agent"),
        ArrivedAfter = arrivedAfter,
        TraceParent = TraceParent,
    };
}
