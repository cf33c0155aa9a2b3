using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Access;

/// <summary>
/// May the caller do this? Ownership for an account's own key, then policies, then, for object data, what the ACLs give to
/// everyone. The order is that of RAM's "Policy evaluation process" and OSS's "Authentication".
/// </summary>
internal sealed class OssAuthorizer(Clocks clocks)
{
    public async ValueTask AuthorizeAsync(OssCall call, IEnumerable<Demand> demands, CancellationToken ct)
    {
        PolicyConditions? shared = null;
        foreach (var demand in demands)
        {
            var owner = await OwnerOfAsync(call, demand, ct);
            if (IsOwnersKey(call.Caller, owner))
            {
                call.Access.Allowed("owner");
                continue;
            }
            var decision = call.Caller.Kind == CallerKind.Anonymous
                ? null
                : PolicyEvaluator.Evaluate(Question(call, demand, owner, shared ??= Conditions(call)));
            if (decision is { IsAllowed: true })
            {
                call.Access.Allowed(decision.Decided?.Name ?? "policy");
                continue;
            }
            if (await RefusalAsync(call, demand, owner, decision, ct) is not { } error) continue;
            if (!demand.IsPerKey) throw error.With();
            call.Access.RefuseKey(demand.Key!, error);
        }
    }

    /// <summary>An account's own key has no policies: it passes because the thing is its own.</summary>
    private static bool IsOwnersKey(Caller caller, string owner) => caller.Kind == CallerKind.Account && caller.AccountId == owner;

    private static async ValueTask<string> OwnerOfAsync(OssCall call, Demand demand, CancellationToken ct)
    {
        if (demand.Bucket is null) return call.Caller.AccountId;
        var bucket = demand.Bucket == call.Address.Bucket ? call.FoundBucket : await call.Store.FindBucketAsync(demand.Bucket, ct);
        if (bucket is not null) return bucket.OwnerAccountId;
        return call.Row!.NeedsBucket ? throw OssErrors.NoSuchBucket.With(("BucketName", demand.Bucket)) : call.Caller.AccountId;
    }

    private static ValueTask<BucketSettings> SettingsOfAsync(OssCall call, string bucket, CancellationToken ct)
        => bucket == call.Address.Bucket ? new(call.Settings) : call.SettingsStore.FindAsync(bucket, ct);

    /// <summary>Null when an ACL lets everyone in.</summary>
    private static async ValueTask<ServiceError?> RefusalAsync(OssCall call, Demand demand, string owner, PolicyDecision? decision, CancellationToken ct)
    {
        // An explicit deny ends it, and so does a session policy: ACLs can only fill a silence.
        var isFinal = decision is { Effect: PolicyEffect.ExplicitDeny } or { Layer: PolicyLayer.SessionPolicy };
        var isData = demand.Access is AclAccess.Read or AclAccess.Write;
        string? objectAcl = null;
        if (!isFinal && isData)
        {
            objectAcl = await AccessControl.OfObjectAsync(call.Store, new(demand.Bucket!, demand.Key!), ct);
            var acl = objectAcl == AccessControl.Default ? (await SettingsOfAsync(call, demand.Bucket!, ct)).Acl : objectAcl;
            if (AccessControl.Grants(acl, demand.Access))
            {
                call.Access.Allowed($"acl:{acl}");
                return null;
            }
            call.Access.Denied(decision, $"acl:{acl}");
        }
        else call.Access.Denied(decision, isFinal ? "denied before any ACL" : "no ACL opens this operation");
        return Wording(call.Caller, demand, owner, decision, objectAcl);
    }

    private static ServiceError Wording(Caller caller, Demand demand, string owner, PolicyDecision? decision, string? objectAcl)
    {
        if (caller.Session is not null) return OssErrors.AccessDeniedByPolicy;
        if (demand.Access == AclAccess.ReadAcl) return OssErrors.AccessDeniedReadAcl;
        if (demand.Access == AclAccess.WriteAcl) return OssErrors.AccessDeniedWriteAcl;
        if (demand.Key is not null)
            return objectAcl is null or AccessControl.Default ? OssErrors.AccessDeniedByBucketAcl : OssErrors.AccessDeniedByObjectAcl;
        if (caller.Kind == CallerKind.Anonymous) return OssErrors.AccessDeniedAnonymous;
        return decision is { Effect: PolicyEffect.ExplicitDeny } || caller.AccountId == owner ? OssErrors.AccessDenied : OssErrors.AccessDeniedNotOwner;
    }

    private static AccessQuestion Question(OssCall call, Demand demand, string owner, PolicyConditions conditions) => new()
    {
        Caller = call.Caller,
        Action = demand.Action,
        Resource = demand switch
        {
            { Bucket: null } => $"acs:oss:*:{owner}:*",
            { Key: null } => $"acs:oss:*:{owner}:{demand.Bucket}",
            _ => $"acs:oss:*:{owner}:{demand.Bucket}/{demand.Key}",
        },
        ResourceOwner = owner,
        Conditions = demand.Conditions.Count == 0
            ? conditions
            : conditions.And(demand.Conditions.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value!))),
    };

    private PolicyConditions Conditions(OssCall call) => new(
    [
        KeyValuePair.Create("acs:SourceIp", call.Wire.SourceIp),
        KeyValuePair.Create("acs:UserAgent", call.Header("User-Agent") ?? ""),
        KeyValuePair.Create("acs:CurrentTime", clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        KeyValuePair.Create("acs:SecureTransport", call.Wire.IsSecure ? "true" : "false"),
        KeyValuePair.Create("acs:AccessId", call.Caller.AccessKeyId),
    ]);
}
