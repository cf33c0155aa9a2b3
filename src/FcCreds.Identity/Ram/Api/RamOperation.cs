using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>An account after a change, and what is answered.</summary>
internal readonly record struct RamChange(AccountRecord After, params ReplyField[] Reply);

/// <summary>
/// Rows of the tables of RAM and IMS. Before one runs, the caller must be the account itself or be allowed the action of its name on
/// every resource it names. Each is called by the official SDKs in the conformance run.
/// </summary>
internal static class RamOperation
{
    public static RpcOperation Query(string action, Func<RamRequest, string[]> resources, Func<RamRequest, AccountRecord, ReplyField[]> answer)
    {
        return Row(action, RunAsync);

        ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct)
        {
            var request = Permitted(call, context, resources);
            return ValueTask.FromResult(call.Reply(answer(request, request.Account)));
        }
    }

    public static RpcOperation Change(string action, Func<RamRequest, string[]> resources, Func<RamRequest, AccountRecord, RamChange> change)
    {
        return Row(action, RunAsync);

        async ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct)
        {
            var request = Permitted(call, context, resources);
            return call.Reply(await context.Accounts.ChangeAsync(request.AccountId, Made, ct));

            (AccountRecord After, ReplyField[] Reply) Made(AccountRecord account)
            {
                var (after, reply) = change(request, account);
                return (after, reply);
            }
        }
    }

    private static RpcOperation Row(string action, RpcRun run) => new(action, run) { Evidence = "sdk" };

    private static RamRequest Permitted(RpcCall call, RpcContext context, Func<RamRequest, string[]> resources)
    {
        var request = new RamRequest(call, context);
        var asked = resources(request);
        call.Resource = asked[0];
        if (call.Caller.Kind == CallerKind.Account) return request;
        var conditions = RpcConditions.Of(call.Request, context.Clocks);
        // The operations of IMS are permitted as RAM's too ("CreateOIDCProvider", RAM authorization).
        var action = $"ram:{call.Operation}";
        foreach (var resource in asked)
        {
            call.Resource = resource;
            call.Decision = PolicyEvaluator.Evaluate(new() { Caller = call.Caller, Action = action, Resource = resource, Conditions = conditions });
            if (!call.Decision.IsAllowed) throw RpcErrors.NotAuthorized.With(AccessDeniedDetail.Of(call.Caller, action, call.Decision));
        }
        return request;
    }
}
