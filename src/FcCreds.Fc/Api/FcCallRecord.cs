using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Fc.Api;

/// <summary>What the journal is told of a call, filled in as it becomes known.</summary>
internal sealed class FcCallRecord
{
    public string Operation { get; set; } = "Unknown";

    public string Resource { get; set; } = "";

    public string Principal { get; set; } = Caller.Anonymous.Arn;

    public string? SessionId { get; set; }

    /// <summary>The last one: what it denied was not asked beyond.</summary>
    public PolicyDecision? Decision { get; set; }

    public List<AccessDemand> Demands { get; } = [];

    public RefusalTrace? Refusal { get; set; }

    public string? Statement { get; set; }

    public string? Code { get; set; }

    public ServiceCalled Tell() => new()
    {
        Service = "fc",
        Operation = Operation,
        Resource = Resource,
        Principal = Principal,
        Status = 0,
        DurationMs = 0,
        Code = Code,
        Decision = Decision is null ? null : Decision.IsAllowed ? "Allow" : "Deny",
        Statement = Statement,
        Needed = Decision?.Needed,
        Demands = Demands.Count == 0 ? null : [.. Demands],
        Refusal = Refusal,
        Read = Decision is { IsAllowed: false } denied ? [.. denied.Read.Select(one => $"{one.Name}: {one.Because}")] : [],
        SessionId = SessionId,
    };
}
