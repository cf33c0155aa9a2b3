using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Policy;

namespace FcCreds.Oss.Access;

/// <summary>The words in which OSS says no: they tell which rule it was.</summary>
internal static class Denial
{
    private const string PutObjectTagging = "oss:PutObjectTagging";

    public static ServiceError Of(OssCall call, Demand demand, string ownerAccountId, PolicyDecision? decision, string? objectAcl)
    {
        var caller = call.Caller;
        if (decision is { Effect: PolicyEffect.ExplicitDeny }) return Explicit(caller, demand, decision);
        if (demand.Action == PutObjectTagging && call.Action != PutObjectTagging) return OssErrors.AccessDeniedToTag;
        if (caller.Session is not null) return OssErrors.AccessDeniedByPolicy;
        if (demand.Access == AclAccess.ReadAcl) return OssErrors.AccessDeniedReadAcl;
        if (demand.Access == AclAccess.WriteAcl) return OssErrors.AccessDeniedWriteAcl;
        if (demand.Key is not null)
            return objectAcl is null or AccessControl.Default ? OssErrors.AccessDeniedByBucketAcl : OssErrors.AccessDeniedByObjectAcl;
        if (caller.Kind == CallerKind.Anonymous) return OssErrors.AccessDeniedAnonymous;
        return caller.AccountId == ownerAccountId ? OssErrors.AccessDenied : OssErrors.AccessDeniedNotOwner;
    }

    /// <summary>One message for all, as in the cloud; the EC tells whose policy it was ("0003-00000101", "…201", "…203", "…204").</summary>
    private static ServiceError Explicit(Caller caller, Demand demand, PolicyDecision decision)
    {
        var byBucket = Denies(decision, PolicyLayer.ResourcePolicy);
        if (caller.Session is not null && !byBucket) return OssErrors.AccessDeniedByPolicy;
        if (demand.IsPerKey) return OssErrors.AccessDeniedInBatch;
        if (!byBucket) return OssErrors.AccessDeniedByRamPolicy;
        return Denies(decision, PolicyLayer.IdentityPolicy) ? OssErrors.AccessDeniedByBothPolicies : OssErrors.AccessDeniedByBucketPolicy;
    }

    private static bool Denies(PolicyDecision decision, PolicyLayer layer)
        => decision.Read.Any(read => read is { Effect: PolicyEffect.ExplicitDeny, Applies: true } && read.Layer == layer);
}
