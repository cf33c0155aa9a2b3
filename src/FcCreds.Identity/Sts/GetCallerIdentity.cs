using FcCreds.Core.Callers;

namespace FcCreds.Identity.Sts;

/// <summary>GetCallerIdentity: who signed this request. Needs no permission.</summary>
internal static class GetCallerIdentity
{
    public static StsReply Run(StsRequest request, Caller caller, StsContext context, StsCall call)
    {
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
            ReplyField.Of("RequestId", request.RequestId),
            ReplyField.Of("PrincipalId", caller.PrincipalId),
        ];
        fields.Add(caller.Session is { } session ? ReplyField.Of("RoleId", session.RoleId) : ReplyField.Of("UserId", caller.PrincipalId));
        fields.Add(ReplyField.Of("Arn", caller.Arn));
        return new("GetCallerIdentityResponse", fields);
    }
}
