using FcCreds.Core.Errors;

namespace FcCreds.Oss.Access;

/// <summary>What a bucket refuses even to those who are permitted.</summary>
internal static class BeyondPermission
{
    public static async ValueTask<ServiceException?> RefusalAsync(OssCall call, Demand demand, BucketGuard guard, CancellationToken ct)
    {
        var refusal = await PublicAclAsync(demand, guard, ct);
        if (refusal is not null) call.Access.Denied(null, refusal.Message);
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
}
