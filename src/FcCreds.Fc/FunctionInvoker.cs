using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
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

    /// <summary>Hears of each invocation that reached an instance.</summary>
    public Action<FunctionDeclaration, InvocationResult>? Ended { get; init; }

    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken ct) => InvokeAsync(request, null, ct);

    /// <summary>
    /// Hands a web request to a function that is a web server (<see cref="FunctionRuntime.IsWebServer"/>). Its reply goes through the exchange; the
    /// result has only what is told of the call, and of a call that failed before there was a reply.
    /// </summary>
    public Task<InvocationResult> ForwardAsync(InvocationRequest request, HttpExchange exchange, CancellationToken ct) => InvokeAsync(request, exchange, ct);

    private async Task<InvocationResult> InvokeAsync(InvocationRequest request, HttpExchange? http, CancellationToken ct)
    {
        var named = catalog.Find(request.FunctionName, request.AccountId)
            ?? throw FcErrors.FunctionNotFound.Saying($"function '{request.FunctionName}' does not exist.");
        var function = named.Resolve(request.Qualifier, Random.Shared.NextDouble());
        if (named.Restriction is { } restriction) throw UnconfirmedRules.InvocationDisabled(named.Declaration.Name, restriction.Reason);
        if (request.Event.Length > MaxEvent && !request.IsHttp)
            throw FcErrors.EntityTooLarge.Saying($"payload size exceeds maximum allowed size ({MaxEvent} bytes)");

        using var place = concurrency.Enter(named);
        await code.EnsureAsync(function);
        var session = await credentials.ForCallAsync(function.Declaration, request.RequestId, ct);
        var lease = await instances.TakeAsync(function, ct);
        var usable = false;
        try
        {
            var ended = await new InvocationRun(request, http, lease, session, journal).RunAsync(ct);
            usable = ended.LeavesInstanceUsable;
            Ended?.Invoke(function.Declaration, ended.Result);
            ct.ThrowIfCancellationRequested();
            return ended.Result;
        }
        finally
        {
            await (usable ? instances.ReturnAsync(lease.Instance) : instances.GiveUpAsync(lease.Instance));
        }
    }
}
