using FcCreds.Core.Callers;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>GetCallerIdentity: who signed this request. Needs no permission.</summary>
internal static class GetCallerIdentity
{
    public static ValueTask<RpcReply> RunAsync(RpcCall call, RpcContext context, CancellationToken ct)
    {
        var caller = call.Caller;
        call.Resource = caller.Arn;
        List<ReplyField> fields =
        [
            ReplyField.Of("IdentityType", caller.Kind switch
            {
                CallerKind.Account => "Account",
                CallerKind.RamUser => "RAMUser",
                _ => "AssumedRoleUser",
            }),
            ReplyField.Of("AccountId", caller.AccountId),
            ReplyField.Of("PrincipalId", caller.PrincipalId),
        ];
        fields.Add(caller.Session is { } session ? ReplyField.Of("RoleId", session.RoleId) : ReplyField.Of("UserId", caller.PrincipalId));
        fields.Add(ReplyField.Of("Arn", caller.Arn));
        return ValueTask.FromResult(call.Reply(fields));
    }
}
