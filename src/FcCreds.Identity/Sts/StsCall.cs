using FcCreds.Core.Callers;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;

namespace FcCreds.Identity.Sts;

/// <summary>What the journal will say about one call; filled in as far as the call gets.</summary>
internal sealed class StsCall
{
    public string Operation { get; set; } = "unknown";

    public string Resource { get; set; } = "";

    public Caller? Caller { get; set; }

    /// <summary>What the token says, even when the request is refused.</summary>
    public SessionClaims? Claims { get; set; }

    public string Principal => Caller?.Arn ?? Claims?.PrincipalArn ?? "anonymous";

    /// <summary>The last decision made: an allow by identity policy is followed by the role's trust.</summary>
    public PolicyDecision? Decision { get; set; }

    public ServiceCalled Told(StsRequest request, int status, string? code, TimeSpan took) => new()
    {
        Service = "sts",
        Operation = Operation,
        Resource = Resource,
        Principal = Principal,
        Status = status,
        Code = code,
        Decision = Decision is null ? null : Decision.IsAllowed ? "Allow" : "Deny",
        Statement = Decision?.Decided?.Name,
        Needed = Decision?.Needed,
        Read = Decision is { IsAllowed: false } ? [.. Decision.Read.Select(reading => $"{reading.Name}: {reading.Because}")] : [],
        DurationMs = took.TotalMilliseconds,
        UserAgent = request.Wire.Header("User-Agent"),
        RequestId = request.RequestId,
        SessionId = Claims?.SessionId,
    };
}
