using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Access;

/// <summary>The tags that an object has already, for the policies that ask for them: only then is the object looked at.</summary>
internal static class ExistingTags
{
    public static async ValueTask<Demand> AddAsync(OssCall call, Demand demand, AttachedPolicy? ofBucket, CancellationToken ct)
    {
        if (demand.Key is null || !AreAsked(call.Caller, ofBucket)) return demand;
        var version = await call.Store.FindAsync(new(demand.Bucket!, demand.Key), demand.VersionId, ct);
        if (version is null || ObjectFacts.Of(version).Tags is not { } tags) return demand;
        return demand with { Conditions = [.. demand.Conditions, .. tags.Select(tag => (ObjectTags.ExistingCondition + tag.Key, (string?)tag.Value))] };
    }

    private static bool AreAsked(Caller caller, AttachedPolicy? ofBucket)
    {
        if (Asks(ofBucket) || Asks(caller.SessionPolicy)) return true;
        for (var at = 0; at < caller.Policies.Count; at++)
        {
            if (Asks(caller.Policies[at])) return true;
        }
        return false;
    }

    private static bool Asks(AttachedPolicy? policy) => policy is not null && policy.Document.AsksFor(ObjectTags.ExistingCondition);
}
