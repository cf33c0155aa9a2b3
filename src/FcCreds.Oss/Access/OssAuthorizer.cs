using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;

namespace FcCreds.Oss.Access;

/// <summary>
/// May the caller do this? The order is that of RAM's "Policy evaluation process" and OSS's "Authentication": the session policy must
/// allow; then RAM policies and the bucket policy together, where a deny wins; then ownership; then, for object data, what the ACLs
/// give to everyone. Whatever is public counts only where it is not blocked.
/// </summary>
internal sealed class OssAuthorizer(Clocks clocks)
{
    public async ValueTask AuthorizeAsync(OssCall call, IEnumerable<Demand> demands, CancellationToken ct)
    {
        BucketGuard? guard = null;
        PolicyConditions? shared = null;
        ServiceException? refused = null;
        foreach (var asked in demands)
        {
            // A refusal stays what it is: another bucket, which may not even exist, is not asked for after it.
            if (refused is not null && guard!.Bucket != asked.Bucket) break;
            if (guard is null || guard.Bucket != asked.Bucket) guard = await BucketGuard.OfAsync(call, asked.Bucket, ct);
            var policy = asked.Point is { } point ? point.Policy : await guard.PolicyAsync(ct);
            var demand = await TagConditions.AddAsync(call, asked, guard, policy, ct);
            // Most requests are an owner's or a role's in a bucket without policy: nothing is built that nobody reads.
            var isUnasked = policy is null && (guard.IsOwnersKey(call.Caller) || call.Caller.Kind == CallerKind.Anonymous);
            var question = isUnasked ? null : Question(call.Caller, demand, guard.OwnerAccountId, policy, shared ??= RequestConditions.Of(call, clocks));
            var decision = question is null ? null : PolicyEvaluator.Evaluate(question);
            if (question is not null) call.Access.Asked(demand, question.Resource);
            if (refused is not null)
            {
                if (decision is not null && !AccessControl.Grants(guard.Settings.Acl, demand.Access)) call.Access.Lacked(decision);
                continue;
            }
            var refusal = await RefusalAsync(call, demand, guard, decision, ct) ?? await BeyondPermission.RefusalAsync(call, demand, guard, clocks.Life.GetUtcNow(), ct);
            if (refusal is null) continue;
            // Who does not pay is refused as a whole: that is not about the key.
            if (!demand.IsPerKey || refusal.Error == OssErrors.RequesterPays) refused = refusal;
            else call.Access.RefuseKey(demand.Key!, refusal.Error);
            // Only a caller whose policies lack something is told what else they lack.
            if (refused is not null && call.Access.RamDenial is not { Effect: PolicyEffect.ImplicitDeny }) throw refused;
        }
        if (refused is not null) throw refused;
    }

    private async ValueTask<ServiceException?> RefusalAsync(OssCall call, Demand demand, BucketGuard guard, PolicyDecision? decision, CancellationToken ct)
    {
        // An explicit deny ends it, and so does a session policy: ownership and ACLs can only fill a silence.
        var isFinal = decision is { Effect: PolicyEffect.ExplicitDeny } or { Effect: PolicyEffect.ImplicitDeny, Layer: PolicyLayer.SessionPolicy };
        if (decision is { IsAllowed: true })
        {
            call.Access.Allowed(decision.Decided?.Name ?? "policy");
            return null;
        }
        if (!isFinal && guard.IsOwnersKey(call.Caller))
        {
            call.Access.Allowed("owner");
            return null;
        }
        string? objectAcl = null;
        List<StatementTrace> beside = [];
        if (!isFinal && demand.Access is AclAccess.Read or AclAccess.Write)
        {
            objectAcl = await AccessControl.OfObjectAsync(call.Store, new(demand.Bucket!, demand.Key!), demand.VersionId, ct);
            var acl = objectAcl == AccessControl.Default ? guard.Settings.Acl : objectAcl;
            if (await guard.OpensAsync(objectAcl, demand.Access, ct))
            {
                call.Access.Allowed($"acl:{acl}");
                return null;
            }
            var isBlocked = AccessControl.Grants(acl, demand.Access);
            var whose = objectAcl == AccessControl.Default ? "the bucket's" : "the object's";
            beside.Add(new("Acl", $"acl:{acl}", isBlocked ? "Allow" : "None", isBlocked ? "" : $"{whose} ACL gives others no right to {(demand.Access == AclAccess.Read ? "read" : "write")}"));
            if (isBlocked) beside.Add(new("PublicAccessBlock", "public-access-block", "Deny", "what the ACL gives to everyone is blocked"));
        }
        else if (!isFinal) beside.Add(new("Acl", "acl", "None", "no ACL opens this operation"));
        if (!isFinal && await guard.WithholdsPolicyAsync(ct)) beside.Add(new("PublicAccessBlock", "public-access-block", "Deny", "statements of the bucket policy that are for everyone are not read"));
        Deny(call, demand, guard, decision, beside);
        return Denial.Of(call, demand, guard.OwnerAccountId, decision, objectAcl).With();
    }

    /// <summary>Where no policy could say anything, what is missing is a statement of the bucket's own.</summary>
    private void Deny(OssCall call, Demand demand, BucketGuard guard, PolicyDecision? decision, List<StatementTrace> beside)
        => call.Access.Denied(
            call.Caller,
            decision ?? PolicyEvaluator.Evaluate(Question(call.Caller, demand, guard.OwnerAccountId, null, PolicyConditions.Empty)),
            clocks.Life.GetUtcNow(),
            beside);

    private static AccessQuestion Question(Caller caller, Demand demand, string owner, AttachedPolicy? bucketPolicy, PolicyConditions conditions) => new()
    {
        Caller = caller,
        Action = demand.Action,
        Resource = demand.ResourceOf(owner),
        ResourceOwner = owner,
        ResourcePolicy = bucketPolicy,
        Conditions = demand.Conditions.Count == 0
            ? conditions
            : conditions.And(demand.Conditions.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value!))),
    };
}
