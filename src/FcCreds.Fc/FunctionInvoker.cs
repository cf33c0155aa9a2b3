using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Fc.Code;
using FcCreds.Fc.Instances;
using FcCreds.Fc.Invocation;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc;

/// <summary>A sync invocation from the function's name to its answer: credentials, an instance, the call, and what becomes of the instance.</summary>
internal sealed class FunctionInvoker(FunctionCatalog catalog, CodeFolders code, InstancePool instances, FunctionCredentials credentials, IJournal journal) : IFunctionInvoker
{
    /// <summary>FC's limit for the event of a sync call.</summary>
    public const int MaxEvent = 32 * 1024 * 1024;

    private readonly ReservedConcurrency concurrency = new();

    public async Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken ct)
    {
        var named = catalog.Find(request.FunctionName, request.AccountId)
            ?? throw FcErrors.FunctionNotFound.Saying($"function '{request.FunctionName}' does not exist.");
        var function = named.Resolve(request.Qualifier, Random.Shared.NextDouble());
        if (named.Restriction is { } restriction) throw UnconfirmedRules.InvocationDisabled(named.Declaration.Name, restriction.Reason);
        if (request.Event.Length > MaxEvent && !request.IsHttp)
            throw FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({MaxEvent} bytes)");

        using var place = concurrency.Enter(named);
        if (function.Package is { } package) await code.EnsureAsync(function.Declaration.AccountId, package);
        var session = FunctionRuntime.Find(function.Declaration.Runtime) is { GivesCredentialsPerCall: true }
            ? await credentials.AssumeAsync(function.Declaration, SessionScope.Invocation, request.RequestId, null, ct)
            : null;
        var lease = await instances.TakeAsync(function, ct);
        var usable = false;
        try
        {
            var ended = await new InvocationRun(request, lease, session, journal).RunAsync(ct);
            usable = ended.LeavesInstanceUsable;
            ct.ThrowIfCancellationRequested();
            return ended.Result;
        }
        finally
        {
            await (usable ? instances.ReturnAsync(lease.Instance) : instances.RetireAsync(lease.Instance));
        }
    }
}
