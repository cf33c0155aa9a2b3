using System.Collections.Frozen;

namespace FcCreds.Core.Signing;

/// <summary>The query parameters that count as sub-resources in V1 signatures; every name starting <c>x-oss-</c> counts besides.</summary>
internal static class OssSubResources
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "acl", "uploads", "location", "cors", "logging", "website", "referer", "lifecycle", "delete", "append", "tagging", "objectMeta",
        "objectInfo", "uploadId", "partNumber", "security-token", "position", "img", "style", "styleName", "replication",
        "replicationProgress", "replicationLocation", "rtc", "cname", "bucketInfo", "comp", "qos", "qosInfo", "qosRequester",
        "requesterQosInfo", "resourcePool", "resourcePoolInfo", "resourcePoolBuckets", "live", "status", "vod", "startTime", "endTime",
        "symlink", "restore", "seal", "stat", "group", "link", "versions", "versioning", "versionId", "policy", "policyStatus",
        "publicAccessBlock", "requestPayment", "encryption", "inventory", "inventoryId", "continuation-token", "callback",
        "callback-var", "worm", "wormId", "wormExtend", "sequential", "transferAcceleration", "metaQuery", "resourceGroup", "accessPoint",
        "accessPointPolicy", "accessPointForObjectProcess", "accessPointConfigForObjectProcess", "accessPointPolicyForObjectProcess",
        "bucketArchiveDirectRead", "httpsConfig", "redundancyTransition", "regionList", "cloudboxes", "asyncFetch",
        "processConfiguration", "udf", "udfName", "udfId", "udfImage", "udfImageDesc", "udfApplication", "udfApplicationLog", "vip",
        "vpcip", "withHashContext", "responseHeader", "response-content-type", "response-content-language", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-expires",
    ], StringComparer.Ordinal);

    /// <summary>Names that some SDKs sign and others do not: Go v2 has 30 built in, Java and Python enumerate their own. Both readings are accepted.</summary>
    private static readonly FrozenSet<string> Disputed = FrozenSet.ToFrozenSet(
    [
        "regionList", "policyStatus", "rtc", "continuation-token", "publicAccessBlock", "resourceGroup", "accessPoint",
        "accessPointPolicy", "bucketArchiveDirectRead", "httpsConfig", "redundancyTransition", "metaQuery", "cloudboxes", "callback",
        "callback-var", "qosInfo", "cleanRestoredObject", "accessmonitor", "accessPointForObjectProcess",
        "accessPointConfigForObjectProcess", "accessPointPolicyForObjectProcess",
    ], StringComparer.Ordinal);

    public static bool IsSigned(string name) => Names.Contains(name) || name.StartsWith("x-oss-", StringComparison.Ordinal);

    public static bool IsDisputed(string name) => Disputed.Contains(name);
}
