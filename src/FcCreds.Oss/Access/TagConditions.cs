using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Access;

/// <summary>The tags that a bucket and an object have already, for the policies that ask for them: only then is an object looked at.</summary>
internal static class TagConditions
{
    private const string OfObject = "oss:ExistingObjectTag/";
    private const string OfBucket = "oss:BucketTag/";

    public static async ValueTask<Demand> AddAsync(OssCall call, Demand demand, BucketGuard guard, AttachedPolicy? bucketPolicy, CancellationToken ct)
    {
        if (guard.Settings.Find(BucketTags.Name) is { } document && AreAsked(OfBucket, call.Caller, bucketPolicy))
            demand = With(demand, BucketTags.Of(document).Select(tag => (OfBucket + tag.Element("Key")!.Value, (string?)tag.Element("Value")!.Value)));
        if (demand.Key is null || !AreAsked(OfObject, call.Caller, bucketPolicy)) return demand;
        var version = await call.Store.FindAsync(new(demand.Bucket!, demand.Key), demand.VersionId, ct);
        return version is null || ObjectFacts.Of(version).Tags is not { } tags ? demand : With(demand, tags.Select(tag => (OfObject + tag.Key, (string?)tag.Value)));
    }

    private static Demand With(Demand demand, IEnumerable<(string Key, string? Value)> more) => demand with { Conditions = [.. demand.Conditions, .. more] };

    private static bool AreAsked(string prefix, Caller caller, AttachedPolicy? bucketPolicy)
    {
        if (Asks(prefix, bucketPolicy) || Asks(prefix, caller.SessionPolicy)) return true;
        for (var at = 0; at < caller.Policies.Count; at++)
        {
            if (Asks(prefix, caller.Policies[at])) return true;
        }
        return false;
    }

    private static bool Asks(string prefix, AttachedPolicy? policy) => policy is not null && policy.Document.AsksFor(prefix);
}
