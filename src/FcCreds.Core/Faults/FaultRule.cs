using System.Text.Json.Serialization;

namespace FcCreds.Core.Faults;

/// <summary>What goes wrong, for which requests, and how often.</summary>
internal sealed record FaultRule
{
    /// <summary><c>sts:AssumeRole</c>, <c>oss:*</c>, <c>uri:GetCredentials</c>, <c>metadata:*</c>; services are oss, sts, ram, ims, fc, uri, metadata.</summary>
    public required string Operation { get; init; }

    /// <summary>Whom it meets: an ARN with <c>*</c>; null is everybody.</summary>
    public string? Principal { get; init; }

    /// <summary>Share of the requests it meets, 0 to 1; which ones follows from the plan's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many requests it meets at most; null without end.</summary>
    public int? Times { get; init; }

    /// <summary>How long it lasts; null until it is cleared.</summary>
    public double? ForSeconds { get; init; }

    /// <summary>Before anything else happens.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>HTTP status of the refusal; null lets the request through, or is the status that goes with <see cref="Code"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The service's own error code, with the cloud's wording where that is known; without one the status names it.</summary>
    public string? Code { get; init; }

    /// <summary><c>x-acs-retry-after</c> of a throttled call, in milliseconds.</summary>
    public long? RetryAfterMs { get; init; }

    /// <summary>The connection breaks instead of an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>The answer breaks off after so many bytes of its body.</summary>
    public int? TruncateAfter { get; init; }

    /// <summary>The request is carried out all the same: only its answer is lost. Goes with <see cref="Reset"/>.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Delivered credentials lack this: <c>token</c>, carry another session's: <c>mixed-token</c>, or are over: <c>expired</c>. Only for uri and metadata.</summary>
    public string? Deliver { get; init; }

    /// <summary>Meets deliveries of real credentials too; without it they are left alone.</summary>
    public bool AllowReal { get; init; }

    /// <summary>What stands before the colon.</summary>
    [JsonIgnore]
    public string Service => Operation[..Math.Max(0, Operation.IndexOf(':', StringComparison.Ordinal))];

    public static IReadOnlyList<string> Services { get; } = ["oss", "sts", "ram", "ims", "fc", "uri", "metadata"];

    /// <summary>Why the rule makes no sense; null when it does.</summary>
    public string? Problem() => this switch
    {
        { Status: null, Code: null, LatencySeconds: null, Reset: false, TruncateAfter: null, Deliver: null } => "A fault does something: latency, status, code, reset, truncate or deliver.",
        { RetryAfterMs: not null, Status: null, Code: null } => "A retry-after goes with a status or a code.",
        { Reset: true, Status: not null } or { Reset: true, Code: not null } => "A connection that breaks has no status.",
        { AfterEffect: true, Reset: false } => "'after-effect' goes with 'reset'.",
        { Deliver: not (null or "token" or "mixed-token" or "expired") } => "'deliver' is token, mixed-token or expired.",
        { Deliver: not null } when !Operation.StartsWith("uri:", StringComparison.Ordinal) && !Operation.StartsWith("metadata:", StringComparison.Ordinal) => "'deliver' is for uri and metadata, which deliver credentials.",
        { Operation: var operation } when !Services.Any(service => operation.StartsWith(service + ":", StringComparison.Ordinal)) => $"'{Operation}' names no service; services are {string.Join(", ", Services)}.",
        { Probability: < 0 or > 1 } => "A probability is between 0 and 1.",
        _ => null,
    };
}
