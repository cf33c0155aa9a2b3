using FcCreds.Fc.Instances;

namespace FcCreds.Fc.Invocation;

internal enum AnswerKind
{
    /// <summary>The handler returned.</summary>
    Returned,

    /// <summary>User code raised, or could not be loaded; the body is the error's JSON.</summary>
    Failed,

    /// <summary>The handler said itself that it failed, by <c>callback(err)</c> (Node.js).</summary>
    HandledFailure,

    /// <summary>The result is over the limit for sync calls; it was not kept.</summary>
    TooLarge,

    /// <summary>The process ended before it answered.</summary>
    Exited,

    /// <summary>The process never came to ask for the call, or its port never opened.</summary>
    NotStarted,

    /// <summary>The connection to a custom runtime broke, but its process lives on.</summary>
    Broken,

    /// <summary>The health check of a custom runtime failed too often while the call ran.</summary>
    Unhealthy,

    TimedOut,

    Canceled,
}

/// <summary>How one call of user code ended.</summary>
internal sealed record HandlerAnswer(AnswerKind Kind, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Status and headers that an FC 2.0 HTTP handler gave, as <c>x-fc-http-params</c> carries them.</summary>
    public string? HttpParams { get; init; }

    /// <summary>Whether the instance can serve again. Others of its calls need not suffer from a client that left, nor one that tells how it is.</summary>
    public bool LeavesInstanceUsable(InstancePlan plan) => Kind switch
    {
        AnswerKind.Returned or AnswerKind.Failed or AnswerKind.HandledFailure or AnswerKind.TooLarge or AnswerKind.Broken => true,
        AnswerKind.Canceled => plan.Port is not null && (plan.Function.InstanceConcurrency > 1 || plan.Function.CustomRuntimeConfig?.HealthCheckConfig is not null),
        _ => false,
    };
}
