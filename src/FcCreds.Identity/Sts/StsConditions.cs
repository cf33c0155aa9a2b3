using FcCreds.Core.Callers;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Sts;

/// <summary>The condition keys of an AssumeRole request.</summary>
internal static class StsConditions
{
    public static PolicyConditions Of(RpcRequest request, AssumeRoleParameters parameters, Clocks clocks)
    {
        Dictionary<string, string> values = new() { ["sts:RoleSessionName"] = parameters.RoleSessionName };
        if (parameters.ExternalId is { } externalId) values["sts:ExternalId"] = externalId;
        if (parameters.SourceIdentity is { } identity) values["sts:SourceIdentity"] = identity;
        return RpcConditions.Of(request, clocks).And(values);
    }

    /// <summary>What a chained session has inherited counts as if it were said again.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfCaller(Caller caller, bool hasMfa)
    {
        if (hasMfa) yield return new("acs:MFAPresent", "true");
        if (caller.Session?.SourceIdentity is { } identity) yield return new("sts:SourceIdentity", identity);
    }
}
