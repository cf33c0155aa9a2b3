using System.Text.Json.Serialization;

namespace FcCreds.Core.Journal;

/// <summary>Something that happened, told so that console, tests, drills and <c>explain</c> need no other source. Never holds a secret.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CredentialIssued), JournalKind.CredentialIssued)]
[JsonDerivedType(typeof(InvocationStarted), JournalKind.InvocationStarted)]
[JsonDerivedType(typeof(InvocationEnded), JournalKind.InvocationEnded)]
[JsonDerivedType(typeof(HandlerPrinted), JournalKind.HandlerPrinted)]
[JsonDerivedType(typeof(InstanceEnded), JournalKind.InstanceEnded)]
[JsonDerivedType(typeof(ServiceCalled), JournalKind.ServiceCalled)]
[JsonDerivedType(typeof(HandlerMistake), JournalKind.Mistake)]
[JsonDerivedType(typeof(JournalNote), JournalKind.Note)]
internal abstract record JournalEvent
{
    /// <summary>Position in the journal, given on append; from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Wire clock.</summary>
    public DateTimeOffset Time { get; init; }

    public string? RequestId { get; init; }

    public string? SessionId { get; init; }

    public string? InvocationId { get; init; }

    public string? FunctionName { get; init; }

    public string? InstanceId { get; init; }

    /// <summary>What of it may outlast the process.</summary>
    public virtual JournalEvent ForDisk() => this;
}

/// <summary>Temporary credentials were handed out.</summary>
internal sealed record CredentialIssued : JournalEvent
{
    public required string PrincipalArn { get; init; }

    public required string AccessKeyId { get; init; }

    public required string Scope { get; init; }

    public required string IssuedTo { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>They work in the real cloud and not here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsReal { get; init; }
}

/// <summary>A handler was called.</summary>
internal sealed record InvocationStarted : JournalEvent
{
    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    public required bool ColdStart { get; init; }

    /// <summary>What runs the handler: version and path.</summary>
    public string? Interpreter { get; init; }

    /// <summary>The function's.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// The request that led to it, other than the one with its own id: of the OSS call that a trigger heard of, or of the async invocation
    /// whose destination it is.
    /// </summary>
    public string? CausedBy { get; init; }

    /// <summary>W3C <c>traceparent</c> that the caller sent.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>What a handler printed in one call, the end of it. Credentials of its own are masked, but it may hold anything: it stays in memory.</summary>
internal sealed record HandlerPrinted : JournalEvent
{
    public required IReadOnlyList<PrintedLine> Lines { get; init; }

    /// <summary>Lines that were printed and are not here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Omitted { get; init; }

    public override JournalEvent ForDisk() => this with { Lines = [], Omitted = Omitted + Lines.Count };
}

/// <param name="Time">Wire clock, when it was read from the handler.</param>
/// <param name="Text">Without its line end.</param>
internal readonly record struct PrintedLine(DateTimeOffset Time, string Text);

/// <summary>A handler call ended, well or not.</summary>
internal sealed record InvocationEnded : JournalEvent
{
    /// <summary>Null, <c>UnhandledInvocationError</c>, … as in X-Fc-Error-Type.</summary>
    public string? FunctionError { get; init; }

    /// <summary>Text after <c>Error:</c> in the end line of the log.</summary>
    public string? Reason { get; init; }

    public required double DurationMs { get; init; }
}

/// <summary>An instance of a function is gone, with all its processes: who signs with the credentials of its variables from now on is somebody else.</summary>
internal sealed record InstanceEnded : JournalEvent;

/// <summary>A request to one of the services was answered.</summary>
internal sealed record ServiceCalled : JournalEvent
{
    /// <summary><c>oss</c>, <c>sts</c>, <c>ram</c>, <c>ims</c> or <c>fc</c>.</summary>
    public required string Service { get; init; }

    public required string Operation { get; init; }

    /// <summary><c>oss://bucket/key</c>, a role ARN, a function name …</summary>
    public required string Resource { get; init; }

    public required string Principal { get; init; }

    public required int Status { get; init; }

    public string? Code { get; init; }

    public string? Ec { get; init; }

    /// <summary><c>Allow</c>, <c>Deny</c>, or null when the request never came to a decision.</summary>
    public string? Decision { get; init; }

    /// <summary>What decided: <c>AliyunOSSFullAccess#1</c>, <c>owner</c>, <c>acl:public-read</c>.</summary>
    public string? Statement { get; init; }

    /// <summary>For a deny: the statement to add.</summary>
    public string? Needed { get; init; }

    /// <summary>For a deny: the statements read, each with the reason it did not allow.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>What policies were asked; null when none was, as for an account's own key.</summary>
    public IReadOnlyList<AccessDemand>? Demands { get; init; }

    /// <summary>Why it was refused; null for what was allowed, and for errors that are about neither credentials nor permission.</summary>
    public RefusalTrace? Refusal { get; init; }

    /// <summary>Payload bytes moved.</summary>
    public long? Size { get; init; }

    public required double DurationMs { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The journal's newest position when the request came: what stands up to there happened before it.</summary>
    public long? ArrivedAfter { get; init; }

    /// <summary>Signed beforehand, as a URL is: whoever holds it may send it at any time until it ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPresigned { get; init; }

    /// <summary>Region of the internal endpoint that was called (<c>oss-cn-hangzhou-internal</c>); null for others.</summary>
    public string? InternalRegion { get; init; }

    /// <summary>
    /// The invocation that had taken the place of <see cref="JournalEvent.InvocationId"/> on its instance when the request came, though
    /// the credentials were that one's own: the handler kept them, or a client made of them, from one call to the next.
    /// </summary>
    public string? SupersededBy { get; init; }

    /// <summary>
    /// The instance whose variables had the credentials of the call, if it had ended when the request came: they were kept elsewhere. A
    /// server that is killed does not tell of its instances' end.
    /// </summary>
    public string? EndedInstance { get; init; }

    /// <summary>The function's newest instance by then, after <see cref="EndedInstance"/>; null when it has no other.</summary>
    public string? LaterInstance { get; init; }

    /// <summary>W3C <c>traceparent</c> of the request.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>Anything else worth telling: a warning, an ignored parameter, a setting that is only stored, traffic that was refused.</summary>
internal sealed record JournalNote : JournalEvent
{
    /// <summary>A trigger calls its function; the request id is that of what it heard of, the invocation the one it asked for.</summary>
    public const string TriggerFired = "trigger-fired";

    /// <summary>An async invocation's end calls a function; the request id is that of the invocation that ended.</summary>
    public const string DestinationCalled = "destination-called";

    /// <summary>A read calls the function that makes its answer.</summary>
    public const string ObjectProcess = "object-process";

    /// <summary>Machine-readable kind, such as <c>egress-refused</c> or <c>ignored-query</c>; <c>note</c> in JSON, where <c>kind</c> is the event's own.</summary>
    [JsonPropertyName("note")]
    public required string Kind { get; init; }

    public required string Message { get; init; }
}
