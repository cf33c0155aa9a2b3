using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Fc.Instances;

namespace FcCreds.Fc.Invocation;

/// <summary>One invocation on the instance it was given: initializer if that is still due, handler, log, journal.</summary>
internal sealed class InvocationRun(InvocationRequest request, HttpExchange? http, InstanceLease lease, SessionCredentials? credentials, IJournal journal)
{
    private const string InitializationError = "InitializationError";

    private readonly FunctionInstance instance = lease.Instance;
    private readonly FunctionDeclaration function = lease.Instance.Plan.Function;
    private readonly bool isWebServer = lease.Instance.Plan.Runtime.IsWebServer;
    private readonly InvocationLog log = new(request.RequestId);

    public async Task<(InvocationResult Result, bool LeavesInstanceUsable)> RunAsync(CancellationToken ct)
    {
        Announce();
        if (lease.IsColdStart) Tell(HandlerAdvice.OfVariables(function));
        if (lease.IsColdStart && !isWebServer) log.ColdStart(instance.Plan.Runtime.LogName);
        // An instance that was not initialized is never used: the next call gets another one.
        if (await InitializeAsync(ct) is var (begun, failed)) return (End(begun, failed, failed.StatusCode == 200 ? InitializationError : failed.ErrorType), false);
        var (outcome, failure) = await CallAsync("Invoke", InvocationKind.Handle, request.RequestId, function.Timeout, ct);
        return (End(outcome, failure, failure?.ErrorType), outcome.Answer.LeavesInstanceUsable(instance.Plan));
    }

    /// <summary>Null when the instance is initialized.</summary>
    private async Task<(CallOutcome Outcome, InvocationFailure Failure)?> InitializeAsync(CancellationToken ct)
    {
        if (instance.IsInitialized) return null;
        await instance.Initializing.WaitAsync(ct);
        try
        {
            if (!instance.IsInitialized && function.Initializer is { } initializer)
            {
                // Built-in runtimes log it under the first call's id, web servers are asked under an id of its own.
                var (outcome, failure) = await CallAsync("Initialize", InvocationKind.Initialize, isWebServer ? Guid.NewGuid().ToString() : request.RequestId, initializer.Timeout, ct);
                if (failure is not null) return (outcome, failure);
            }
            instance.IsInitialized = true;
            return null;
        }
        finally
        {
            instance.Initializing.Release();
        }
    }

    private async Task<(CallOutcome Outcome, InvocationFailure? Failure)> CallAsync(string phase, InvocationKind kind, string requestId, TimeSpan limit, CancellationToken ct)
    {
        var isHandler = kind == InvocationKind.Handle;
        using var call = new PendingInvocation
        {
            RequestId = requestId,
            Kind = kind,
            Function = function,
            Event = isHandler ? request.Event : ReadOnlyMemory<byte>.Empty,
            Http = isHandler ? http : null,
            HttpParams = isHandler ? request.HttpParams : null,
            Limit = function.DebugPort is null ? limit : Timeout.InfiniteTimeSpan,
            Qualifier = request.Qualifier,
            Credentials = credentials,
        };
        // Web servers print these lines themselves, or nobody does.
        if (!isWebServer) log.Start(phase);
        var outcome = await instance.CallAsync(call, ct);
        var failure = InvocationFailure.Of(outcome, call, instance.Plan);
        log.Print(outcome.Output);
        if (new HandlerOutput(outcome.Printed, credentials, instance.Plan.Credentials).Event() is { } printed) journal.Append(OfThis(printed));
        if (!isWebServer || failure is not null) log.End(phase, failure?.Reason);
        return (outcome, failure);
    }

    private void Announce() => journal.Append(new InvocationStarted
    {
        Runtime = function.Runtime,
        Handler = function.Handler,
        ColdStart = lease.IsColdStart,
        Interpreter = instance.Plan.Command.Description,
        // A folder without a configuration is of no region.
        Region = instance.Source.IsKept ? function.Region : null,
        RequestId = request.RequestId,
        InvocationId = request.RequestId,
        FunctionName = function.Name,
        InstanceId = instance.Plan.InstanceId,
        SessionId = (credentials ?? instance.Plan.Credentials)?.Claims.SessionId,
        CausedBy = request.CausedBy,
        TraceParent = request.TraceParent,
    });

    private void Tell(HandlerMistake? mistake)
    {
        if (mistake is not null) journal.Append(OfThis(mistake));
    }

    private JournalEvent OfThis(JournalEvent happened)
        => happened with { RequestId = request.RequestId, InvocationId = request.RequestId, FunctionName = function.Name, InstanceId = instance.Plan.InstanceId };

    private InvocationResult End(CallOutcome outcome, InvocationFailure? failure, string? errorType)
    {
        log.Summary(outcome.Duration, function.MemorySize, outcome.MemoryMb);
        journal.Append(OfThis(new InvocationEnded { FunctionError = errorType, Reason = failure?.Reason, DurationMs = outcome.Duration.TotalMilliseconds }));
        if (failure is not null) Tell(HandlerAdvice.OfError(failure.Body, function));
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
            HttpParams = failure is null ? outcome.Answer.HttpParams : null,
            VersionId = function.VersionId,
        };
    }
}
