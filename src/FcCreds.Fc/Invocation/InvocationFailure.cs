using FcCreds.Core.Errors;
using FcCreds.Fc.Instances;
using FcCreds.Fc.RuntimeApi;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Invocation;

/// <summary>What a call that did not return answers, and how its end line in the log reads.</summary>
/// <param name="Reason">Text after <c>Error:</c>.</param>
/// <param name="Body">Error JSON.</param>
/// <param name="StatusCode">200 for everything that user code did, as FC does.</param>
internal sealed record InvocationFailure(string Reason, ReadOnlyMemory<byte> Body, int StatusCode = 200)
{
    /// <summary>X-Fc-Error-Type of a call that the handler itself called failed; also what a bootstrap says at the runtime API.</summary>
    public const string HandledInvocationError = "HandledInvocationError";

    /// <summary>X-Fc-Error-Type, unless it was the initializer that failed.</summary>
    public string ErrorType { get; init; } = "UnhandledInvocationError";

    /// <summary>Null when the handler returned.</summary>
    public static InvocationFailure? Of(CallOutcome outcome, PendingInvocation call, InstancePlan plan) => outcome.Answer.Kind switch
    {
        AnswerKind.Returned => null,
        AnswerKind.Failed => new("Unhandled function error", outcome.Answer.Body),
        AnswerKind.HandledFailure => new("Handled function error", outcome.Answer.Body) { ErrorType = HandledInvocationError },
        AnswerKind.TooLarge => Refused(FcErrors.BadResponse, UnconfirmedRules.ResultTooLarge(AnswerBody.MaxResult), call),
        AnswerKind.TimedOut => Platform(UnconfirmedRules.TimedOut(call.Limit, outcome.MemoryMb)),
        AnswerKind.Canceled => Platform($"Invocation canceled by client {Usage(outcome)}"),
        AnswerKind.Broken => Platform(UnconfirmedRules.ConnectionBroken),
        AnswerKind.Unhealthy => Platform(UnconfirmedRules.NotHealthyAnyMore(plan.Port!.Value, plan.Function.CustomRuntimeConfig!.HealthCheckConfig!, outcome.Output)),
        _ when plan.Port is { } port => OfCustomRuntime(outcome, call, plan, port),
        _ => Platform($"Process exited unexpectedly before completing request {Usage(outcome)}"),
    };

    /// <summary>A custom runtime that does not come up is an error of the call's own; one that ends during a call is the function's.</summary>
    private static InvocationFailure OfCustomRuntime(CallOutcome outcome, PendingInvocation call, InstancePlan plan, int port)
    {
        if (outcome.Answer.Kind == AnswerKind.NotStarted) return Refused(FcErrors.FunctionNotStarted, CustomRuntimeTexts.NotHealthy(port, plan.StartTimeout, outcome.Output), call);
        var text = CustomRuntimeTexts.Exited(outcome.ExitCode ?? 0, plan.Command.Configured, outcome.Output);
        return call.Taken.IsCompleted ? Platform(text) : Refused(FcErrors.CAExited, text, call);
    }

    private static InvocationFailure Platform(string text) => new(text, FcJson.Bytes(new PlatformFailure(text)));

    private static InvocationFailure Refused(ServiceError error, string text, PendingInvocation call)
        => new(text, FcJson.Bytes(new FcErrorBody(error.Code, text, call.RequestId)), error.Status);

    private static string Usage(CallOutcome outcome)
        => FormattableString.Invariant($"(duration: {outcome.Duration.TotalMilliseconds:0}ms, maxMemoryUsage: {outcome.MemoryMb:0.00}MB)");
}
