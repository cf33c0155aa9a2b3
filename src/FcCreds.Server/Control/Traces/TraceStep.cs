using System.Text.Json.Serialization;

namespace FcCreds.Server.Control.Traces;

/// <summary>Something in the course of an invocation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CallStep), "call")]
[JsonDerivedType(typeof(PrintedStep), "printed")]
[JsonDerivedType(typeof(MistakeStep), "mistake")]
[JsonDerivedType(typeof(NoteStep), "note")]
[JsonDerivedType(typeof(CredentialsStep), "credentials")]
[JsonDerivedType(typeof(InvocationStep), "invocation")]
[JsonDerivedType(typeof(AttemptStep), "attempt")]
internal abstract record TraceStep
{
    public required DateTimeOffset Time { get; init; }
}

internal sealed record CallStep(TracedCall Call) : TraceStep;

/// <summary>A line of the handler's output.</summary>
internal sealed record PrintedStep(string Text) : TraceStep;

internal sealed record MistakeStep(string Rule, string Message, string Advice) : TraceStep;

internal sealed record NoteStep(string Note, string Message) : TraceStep;

/// <summary>Credentials that a call issued.</summary>
internal sealed record CredentialsStep(TracedCredentials Credentials) : TraceStep;

/// <summary>An invocation that followed.</summary>
/// <param name="Says">How it came to it.</param>
/// <param name="Invocation">It and everything below.</param>
internal sealed record InvocationStep(string Says, TracedInvocation Invocation) : TraceStep;

/// <summary>An async invocation was run again.</summary>
internal sealed record AttemptStep(int Number, string? InstanceId, bool ColdStart, string? ErrorBefore) : TraceStep;
