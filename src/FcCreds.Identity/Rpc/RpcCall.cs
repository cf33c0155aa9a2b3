using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;

namespace FcCreds.Identity.Rpc;

/// <summary>One call and what the journal will say about it; filled in as far as the call gets.</summary>
internal sealed class RpcCall(RpcRequest request)
{
    private List<AccessDemand>? demands;

    public RpcRequest Request { get; set; } = request;

    /// <summary>Null until the version has told it.</summary>
    public RpcService? Service { get; set; }

    public string Operation { get; set; } = request.Action ?? "unknown";

    public string Resource { get; set; } = "";

    /// <summary>Anonymous until the signature has told who it is.</summary>
    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>What authentication found; null for what is not signed.</summary>
    public CallerOutcome? Outcome { get; set; }

    /// <summary>What the token says, even when the request is refused.</summary>
    public SessionClaims? Claims => Outcome?.Claims;

    public string Principal => Caller.Kind == CallerKind.Anonymous && Claims is { } claims ? claims.PrincipalArn : Caller.Arn;

    /// <summary>The last decision made: an allow by identity policy is followed by the role's trust.</summary>
    public PolicyDecision? Decision
    {
        get;
        set
        {
            field = value;
            if (value is { Layer: not PolicyLayer.TrustPolicy }) (demands ??= []).Add(new(value.Action, value.Resource));
        }
    }

    /// <summary>A reply of this operation: the fields come behind the request id.</summary>
    public RpcReply Reply(params IEnumerable<ReplyField> fields) => new($"{Operation}Response", [ReplyField.Of("RequestId", Request.RequestId), .. fields]);

    public ServiceCalled Told(int status, string? code, TimeSpan took, DateTimeOffset now) => new()
    {
        Service = Service?.Name ?? "sts",
        Operation = Operation,
        Resource = Resource,
        Principal = Principal,
        Status = status,
        Code = code,
        Decision = Decision is null ? null : Decision.IsAllowed ? "Allow" : "Deny",
        Statement = Decision?.Decided?.Name,
        Needed = Decision?.Needed,
        Read = Decision is { IsAllowed: false } ? [.. Decision.Read.Select(reading => $"{reading.Name}: {reading.Because}")] : [],
        Demands = demands,
        Refusal = Refusal(now),
        DurationMs = took.TotalMilliseconds,
        UserAgent = Request.Wire.Header("User-Agent"),
        RequestId = Request.RequestId,
        SessionId = Claims?.SessionId,
    };

    private RefusalTrace? Refusal(DateTimeOffset now) => (Decision, Outcome) switch
    {
        ({ IsAllowed: false } denied, _) => RefusalTrace.Of(Caller, denied, now),
        (_, { Verdict: not CallerVerdict.Known } outcome) => RefusalTrace.Of(outcome),
        _ => null,
    };
}
