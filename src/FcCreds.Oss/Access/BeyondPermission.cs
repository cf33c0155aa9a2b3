using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Access;

/// <summary>What a bucket refuses even to those who are permitted: new public ACLs, pages that it does not know, free riders.</summary>
internal static class BeyondPermission
{
    private const string PayerHeader = "x-oss-request-payer";

    public static async ValueTask<ServiceException?> RefusalAsync(OssCall call, Demand demand, BucketGuard guard, DateTimeOffset now, CancellationToken ct)
    {
        var refusal = await PublicAclAsync(demand, guard, ct) ?? Referer(call, demand, guard) ?? Payment(call, guard);
        if (refusal is not null) call.Access.Forbidden(call.Caller, now, new(demand.Action, demand.ResourceOf(guard.OwnerAccountId)), new("Setting", refusal.Error.Code, "Deny", refusal.Message));
        return refusal;
    }

    /// <summary>Operations that set an ACL declare it as the condition key that policies see.</summary>
    private static async ValueTask<ServiceException?> PublicAclAsync(Demand demand, BucketGuard guard, CancellationToken ct)
    {
        foreach (var (key, value) in demand.Conditions)
        {
            if (key is not (AccessControl.BucketCondition or AccessControl.ObjectCondition) || !PublicAccess.IsPublicAcl(value)) continue;
            if (await guard.BlocksPublicAsync(ct)) return (key == AccessControl.BucketCondition ? OssErrors.PublicBucketAclBlocked : OssErrors.PublicObjectAclBlocked).With();
        }
        return null;
    }

    /// <summary>Only who reads anonymously or by a presigned URL can be a page elsewhere; a request with Authorization is not looked at.</summary>
    private static ServiceException? Referer(OssCall call, Demand demand, BucketGuard guard)
        => demand is { Access: AclAccess.Read, Key: not null } && call.Header("Authorization") is null && RefererRules.Of(guard.Settings) is { } rules
            ? rules.Refusal(call.Header("Referer"))?.With(("BucketName", guard.Bucket!))
            : null;

    /// <summary>The owner's users and roles pay as the owner does; an anonymous caller cannot pay.</summary>
    private static ServiceException? Payment(OssCall call, BucketGuard guard)
    {
        if (call.Caller.AccountId == guard.OwnerAccountId || !BucketRequestPayment.IsByRequester(guard.Settings)) return null;
        var agrees = string.Equals(call.Header(PayerHeader) ?? call.Query(PayerHeader), "requester", StringComparison.OrdinalIgnoreCase);
        if (!agrees || call.Caller.Kind == CallerKind.Anonymous) return OssErrors.RequesterPays.With(("BucketName", guard.Bucket!));
        call.IsRequesterCharged = true;
        return null;
    }
}
