using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Server.Control.Traces;

/// <summary>Answer of <c>GET /_fccreds/trace?request=ID|last</c>: one invocation, or a request that belongs to none, with everything below.</summary>
internal sealed record TraceReport
{
    public TracedInvocation? Invocation { get; init; }

    public TracedCall? Call { get; init; }
}

/// <summary>An invocation as a tree: what it was given, what it did, and what followed from that.</summary>
internal sealed record TracedInvocation
{
    public required string InvocationId { get; init; }

    public string? FunctionName { get; init; }

    public string? Runtime { get; init; }

    public string? Handler { get; init; }

    public string? InstanceId { get; init; }

    public bool ColdStart { get; init; }

    /// <summary>Null for one that was accepted and has not begun.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public double? DurationMs { get; init; }

    /// <summary><c>waiting</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>As in X-Fc-Error-Type.</summary>
    public string? Error { get; init; }

    public string? Reason { get; init; }

    /// <summary>What led to it, when that was neither <see cref="Asked"/> nor its parent in the tree.</summary>
    public TracedCause? CausedBy { get; init; }

    /// <summary>The request of the invoke API or of an HTTP trigger.</summary>
    public TracedCall? Asked { get; init; }

    /// <summary>Delivered to it, or used by it.</summary>
    public IReadOnlyList<TracedCredentials> Credentials { get; init; } = [];

    /// <summary>By time.</summary>
    public IReadOnlyList<TraceStep> Steps { get; init; } = [];
}

/// <param name="RequestId">Of the call that a trigger heard of.</param>
/// <param name="InvocationId">The invocation that made the call, or whose end it was.</param>
/// <param name="Says">In words.</param>
internal sealed record TracedCause(string? RequestId, string? InvocationId, string Says);

/// <summary>A session. No secret, no token.</summary>
internal sealed record TracedCredentials
{
    public required string SessionId { get; init; }

    public required string AccessKeyId { get; init; }

    public required string PrincipalArn { get; init; }

    /// <summary><c>invocation</c>, <c>instance</c> or <c>shared</c>.</summary>
    public required string Scope { get; init; }

    public required string IssuedTo { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>At the invocation's start.</summary>
    public double? AgeSeconds { get; init; }

    /// <summary>False for credentials that it got elsewhere: by AssumeRole, or kept from another invocation.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>The invocation that they were issued for, when it is another one.</summary>
    public string? OfInvocation { get; init; }
}

/// <summary>A request to a service.</summary>
internal sealed record TracedCall
{
    public string? RequestId { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset Time { get; init; }

    public required string Service { get; init; }

    public required string Operation { get; init; }

    public required string Resource { get; init; }

    public required string Principal { get; init; }

    /// <summary>Payload bytes.</summary>
    public long? Size { get; init; }

    public required int Status { get; init; }

    public string? Code { get; init; }

    public string? Ec { get; init; }

    public required double DurationMs { get; init; }

    public string? SessionId { get; init; }

    public string? AccessKeyId { get; init; }

    /// <summary>Of its credentials, when it was made.</summary>
    public double? CredentialsAgeSeconds { get; init; }

    /// <summary>The invocation that its credentials were issued for, when that had ended and this was made in another one.</summary>
    public string? CredentialsOf { get; init; }

    /// <summary><c>Allow</c>, <c>Deny</c>, or null when it never came to a decision.</summary>
    public string? Decision { get; init; }

    /// <summary>The statement, ACL or ownership that decided.</summary>
    public string? Statement { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Why { get; init; }

    /// <summary>The statement that would have allowed it.</summary>
    public JsonElement? Needed { get; init; }

    public string? Advice { get; init; }

    /// <summary>What followed: mistakes seen in it, credentials it issued, invocations it led to.</summary>
    public IReadOnlyList<TraceStep>? Led { get; init; }
}

/// <summary>JSON of traces.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraceReport))]
internal sealed partial class TraceJson : JsonSerializerContext
{
    /// <summary>Keys and ARNs stay readable; no browser reads this.</summary>
    public static TraceJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth });

    public static TraceJson Indented => field ??= new(new JsonSerializerOptions(Readable.Options) { WriteIndented = true });

    /// <summary>An invocation in an invocation is six levels.</summary>
    private const int MaxDepth = 6 * (TraceBuilder.MaxDepth + 2);
}
