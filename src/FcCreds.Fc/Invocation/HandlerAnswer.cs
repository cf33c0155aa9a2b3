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

    TimedOut,

    Canceled,
}

/// <summary>How one call of user code ended.</summary>
internal sealed record HandlerAnswer(AnswerKind Kind, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>After these the instance can serve again.</summary>
    public bool LeavesInstanceUsable => Kind is AnswerKind.Returned or AnswerKind.Failed or AnswerKind.HandledFailure or AnswerKind.TooLarge;
}
