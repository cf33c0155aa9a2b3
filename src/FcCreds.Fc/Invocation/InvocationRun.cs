using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Fc.Instances;

namespace FcCreds.Fc.Invocation;

/// <summary>One invocation on the instance it was given: initializer if that is still due, handler, log, journal.</summary>
internal sealed class InvocationRun(InvocationRequest request, InstanceLease lease, SessionCredentials? credentials, IJournal journal)
{
    private const string InitializationError = "InitializationError";

    private readonly FunctionInstance instance = lease.Instance;
    private readonly FunctionDeclaration function = lease.Instance.Plan.Function;
    private readonly InvocationLog log = new(request.RequestId);

    public async Task<(InvocationResult Result, bool LeavesInstanceUsable)> RunAsync(CancellationToken ct)
    {
        Announce();
        if (lease.IsColdStart) log.ColdStart(instance.Plan.Runtime.LogName);
        if (!instance.IsInitialized && function.Initializer is { } initializer)
        {
            var (begun, failed) = await CallAsync("Initialize", InvocationKind.Initialize, ReadOnlyMemory<byte>.Empty, initializer.Timeout, ct);
            // An instance that was not initialized is never used: the next call gets another one.
            if (failed is not null) return (End(begun, failed, InitializationError), false);
        }
        instance.IsInitialized = true;
        var (outcome, failure) = await CallAsync("Invoke", InvocationKind.Handle, request.Event, function.Timeout, ct);
        return (End(outcome, failure, failure?.ErrorType), outcome.Answer.LeavesInstanceUsable);
    }

    private async Task<(CallOutcome Outcome, InvocationFailure? Failure)> CallAsync(string phase, InvocationKind kind, ReadOnlyMemory<byte> payload, TimeSpan limit, CancellationToken ct)
    {
        var call = new PendingInvocation
        {
            RequestId = request.RequestId,
            Kind = kind,
            Function = function,
            Event = payload,
            Limit = limit,
            Qualifier = request.Qualifier,
            Credentials = credentials,
        };
        log.Start(phase);
        var outcome = await instance.CallAsync(call, ct);
        var failure = InvocationFailure.Of(outcome, call);
        log.Print(outcome.Output);
        log.End(phase, failure?.Reason);
        return (outcome, failure);
    }

    private void Announce() => journal.Append(new InvocationStarted
    {
        Runtime = function.Runtime,
        Handler = function.Handler,
        ColdStart = lease.IsColdStart,
        Interpreter = instance.Plan.Command.Description,
        RequestId = request.RequestId,
        InvocationId = request.RequestId,
        FunctionName = function.Name,
        InstanceId = instance.Plan.InstanceId,
        SessionId = (credentials ?? instance.Plan.Credentials)?.Claims.SessionId,
    });

    private InvocationResult End(CallOutcome outcome, InvocationFailure? failure, string? errorType)
    {
        log.Summary(outcome.Duration, function.MemorySize, outcome.MemoryMb);
        journal.Append(new InvocationEnded
        {
            FunctionError = errorType,
            Reason = failure?.Reason,
            DurationMs = outcome.Duration.TotalMilliseconds,
            RequestId = request.RequestId,
            InvocationId = request.RequestId,
            FunctionName = function.Name,
            InstanceId = instance.Plan.InstanceId,
        });
        return new()
        {
            RequestId = request.RequestId,
            Body = failure?.Body ?? outcome.Answer.Body,
            StatusCode = failure?.StatusCode ?? 200,
            FunctionError = errorType,
            Log = log.ToString(),
            Duration = outcome.Duration,
            MaxMemoryMb = outcome.MemoryMb,
            InstanceId = instance.Plan.InstanceId,
            VersionId = function.VersionId,
        };
    }
}
