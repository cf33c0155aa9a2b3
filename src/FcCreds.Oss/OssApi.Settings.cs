using FcCreds.Oss.AccessPoints;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Cname;
using FcCreds.Oss.ObjectProcess;
using FcCreds.Oss.Settings;
using FcCreds.Oss.Settings.Stored;

namespace FcCreds.Oss;

internal static partial class OssApi
{
    private static OperationRow[] SettingRows() =>
    [
        .. Setting<BucketCors>("BucketCors", "cors", evidence: Evidence.Sdk),
        .. Setting<BucketLifecycle>("BucketLifecycle", "lifecycle", evidence: Evidence.Sdk),
        On<PutBucketVersioning>("PUT", OssLevel.Bucket, "versioning"),
        On<GetBucketVersioning>("GET", OssLevel.Bucket, "versioning"),
        On<PutBucketPolicy>("PUT", OssLevel.Bucket, "policy"),
        On<GetBucketPolicy>("GET", OssLevel.Bucket, "policy"),
        On<DeleteBucketPolicy>("DELETE", OssLevel.Bucket, "policy"),
        On<GetBucketPolicyStatus>("GET", OssLevel.Bucket, "policyStatus", evidence: Evidence.Docs),
        .. Setting<BucketPublicAccessBlock>("BucketPublicAccessBlock", "publicAccessBlock"),
        .. Setting<BucketEncryption>("BucketEncryption", "encryption", evidence: Evidence.Sdk),
        .. Setting<BucketTags>("BucketTags", "tagging", deletable: false, action: "BucketTagging", evidence: Evidence.Sdk),
        On<DeleteBucketTags>("DELETE", OssLevel.Bucket, "tagging", "oss:DeleteBucketTagging"),
        .. Setting<BucketWebsite>("BucketWebsite", "website", evidence: Evidence.Sdk),
        .. Setting<BucketReferer>("BucketReferer", "referer", deletable: false, evidence: Evidence.Sdk),
        .. Setting<BucketLogging>("BucketLogging", "logging", evidence: Evidence.Sdk),
        .. Setting<BucketUserDefinedLogFields>("UserDefinedLogFieldsConfig", "userDefinedLogFieldsConfig"),
        .. Setting<BucketInventory>("BucketInventory", "inventory&inventoryId", evidence: Evidence.Sdk),
        List<InventoryList>("ListBucketInventory", "inventory", "oss:GetBucketInventory", Evidence.Sdk),
        .. Setting<BucketRequestPayment>("BucketRequestPayment", "requestPayment", deletable: false, evidence: Evidence.Sdk),
        .. Setting<BucketTransferAcceleration>("BucketTransferAcceleration", "transferAcceleration", deletable: false),
        On<PutBucketReplication>("POST", OssLevel.Bucket, "replication&comp=add", evidence: Evidence.Docs),
        On<GetBucketReplication>("GET", OssLevel.Bucket, "replication", evidence: Evidence.Docs),
        On<DeleteBucketReplication>("POST", OssLevel.Bucket, "replication&comp=delete", evidence: Evidence.Docs),
        Get("GetBucketReplicationLocation", "replicationLocation"),
        Get("GetBucketReplicationProgress", "replicationProgress"),
        Put("PutBucketRtc", "rtc", "oss:PutBucketRTC"),
        On<InitiateBucketWorm>("POST", OssLevel.Bucket, "worm"),
        On<AbortBucketWorm>("DELETE", OssLevel.Bucket, "worm"),
        On<CompleteBucketWorm>("POST", OssLevel.Bucket, "wormId"),
        On<ExtendBucketWorm>("POST", OssLevel.Bucket, "wormExtend&wormId"),
        On<GetBucketWorm>("GET", OssLevel.Bucket, "worm"),
        .. Setting<BucketObjectWormConfiguration>("BucketObjectWormConfiguration", "objectWorm", deletable: false),
        On<CreateCnameToken>("POST", OssLevel.Bucket, "cname&comp=token", evidence: Evidence.Docs),
        On<GetCnameToken>("GET", OssLevel.Bucket, "cname&comp=token", evidence: Evidence.Docs),
        On<PutCname>("POST", OssLevel.Bucket, "cname&comp=add", evidence: Evidence.Docs),
        On<DeleteCname>("POST", OssLevel.Bucket, "cname&comp=delete", evidence: Evidence.Docs),
        On<ListCname>("GET", OssLevel.Bucket, "cname", evidence: Evidence.Docs),
        .. Setting<BucketResourceGroup>("BucketResourceGroup", "resourceGroup", deletable: false),
        .. Setting<BucketArchiveDirectRead>("BucketArchiveDirectRead", "bucketArchiveDirectRead", deletable: false),
        .. Setting<BucketAccessMonitor>("BucketAccessMonitor", "accessmonitor", deletable: false),
        .. Setting<BucketHttpsConfig>("BucketHttpsConfig", "httpsConfig", deletable: false),
        // Its Put has an oddity, so it is an operation of its own.
        On<PutBucketOverwriteConfig>("PUT", OssLevel.Bucket, "overwriteConfig", evidence: Evidence.Docs),
        .. Setting<BucketOverwriteConfig>("BucketOverwriteConfig", "overwriteConfig").Skip(1),
        .. Setting<BucketCallbackPolicy>("BucketCallbackPolicy", "policy&comp=callback"),
        .. Setting<BucketQosInfo>("BucketQosInfo", "qosInfo", action: "BucketQoSInfo"),
        .. Setting<BucketStorageCapacity>("BucketStorageCapacity", "qos", deletable: false),
        .. Setting<BucketRequesterQosInfo>("BucketRequesterQosInfo", "requesterQosInfo&qosRequester", action: "BucketRequesterQoSInfo"),
        List<RequesterQosInfoList>("ListBucketRequesterQosInfos", "requesterQosInfo", "oss:ListBucketRequesterQoSInfo"),
        Post("CreateBucketDataRedundancyTransition", "redundancyTransition&x-oss-target-redundancy-type"),
        Get("GetBucketDataRedundancyTransition", "redundancyTransition&x-oss-redundancy-transition-taskid"),
        Delete("DeleteBucketDataRedundancyTransition", "redundancyTransition&x-oss-redundancy-transition-taskid"),
        Get("ListBucketDataRedundancyTransition", "redundancyTransition"),
        .. Setting<BucketStyle>("Style", "style&styleName"),
        List<StyleList>("ListStyle", "style", "oss:ListStyle"),
        .. Setting<BucketImage>("BucketImage", "img"),
        .. Setting<ProcessConfiguration>("ProcessConfiguration", "processConfiguration", deletable: false),
        On<CreateAccessPoint>("PUT", OssLevel.Bucket, "accessPoint", evidence: Evidence.Docs),
        On<GetAccessPoint>("GET", OssLevel.Bucket, "accessPoint&@x-oss-access-point-name", evidence: Evidence.Docs),
        On<DeleteAccessPoint>("DELETE", OssLevel.Bucket, "accessPoint", evidence: Evidence.Docs),
        On<ListBucketAccessPoints>("GET", OssLevel.Bucket, "accessPoint", "oss:ListAccessPoints", Evidence.Docs),
        On<PutAccessPointPolicy>("PUT", OssLevel.Bucket, "accessPointPolicy", evidence: Evidence.Docs),
        On<GetAccessPointPolicy>("GET", OssLevel.Bucket, "accessPointPolicy", evidence: Evidence.Docs),
        On<DeleteAccessPointPolicy>("DELETE", OssLevel.Bucket, "accessPointPolicy", evidence: Evidence.Docs),
        .. Setting<AccessPointPublicAccessBlock>("AccessPointPublicAccessBlock", "publicAccessBlock&x-oss-access-point-name"),
        On<CreateAccessPointForObjectProcess>("PUT", OssLevel.Bucket, "accessPointForObjectProcess", evidence: Evidence.Docs),
        On<GetAccessPointForObjectProcess>("GET", OssLevel.Bucket, "accessPointForObjectProcess", evidence: Evidence.Docs),
        On<DeleteAccessPointForObjectProcess>("DELETE", OssLevel.Bucket, "accessPointForObjectProcess", evidence: Evidence.Docs),
        On<PutAccessPointConfigForObjectProcess>("PUT", OssLevel.Bucket, "accessPointConfigForObjectProcess", evidence: Evidence.Docs),
        On<GetAccessPointConfigForObjectProcess>("GET", OssLevel.Bucket, "accessPointConfigForObjectProcess", evidence: Evidence.Docs),
        On<PutAccessPointPolicyForObjectProcess>("PUT", OssLevel.Bucket, "accessPointPolicyForObjectProcess", evidence: Evidence.Docs),
        On<GetAccessPointPolicyForObjectProcess>("GET", OssLevel.Bucket, "accessPointPolicyForObjectProcess", evidence: Evidence.Docs),
        On<DeleteAccessPointPolicyForObjectProcess>("DELETE", OssLevel.Bucket, "accessPointPolicyForObjectProcess", evidence: Evidence.Docs),
        On<OpenMetaQuery>("POST", OssLevel.Bucket, "metaQuery&comp=add", evidence: Evidence.Docs),
        On<GetMetaQueryStatus>("GET", OssLevel.Bucket, "metaQuery", evidence: Evidence.Docs),
        Post("DoMetaQuery", "metaQuery&comp=query"),
        On<CloseMetaQuery>("POST", OssLevel.Bucket, "metaQuery&comp=delete", evidence: Evidence.Docs),
        Post("DoMetaQueryAction", "metaQuery&action"),
        Put("InitBucketAntiDDosInfo", "antiDDos"),
        Get("GetBucketAntiDDosInfo", "antiDDos"),
    ];

    /// <summary>Put, Get and Delete of a setting that is kept as one XML document.</summary>
    private static IEnumerable<OperationRow> Setting<T>(string name, string condition, bool deletable = true, string? action = null, Evidence evidence = Evidence.Docs)
        where T : IBucketSetting
    {
        action ??= name;
        yield return Row<PutSetting<T>>($"Put{name}", "PUT", $"oss:Put{action}");
        yield return Row<GetSetting<T>>($"Get{name}", "GET", $"oss:Get{action}");
        if (deletable) yield return Row<DeleteSetting<T>>($"Delete{name}", "DELETE", $"oss:Delete{action}");

        OperationRow<TOperation> Row<TOperation>(string rowName, string method, string rowAction)
            where TOperation : IOperation<TOperation>
            => new(rowName, method, OssLevel.Bucket, condition) { Evidence = evidence, Action = rowAction };
    }

    private static OperationRow<ListSettings<T>> List<T>(string name, string condition, string action, Evidence evidence = Evidence.Docs)
        where T : IStoredList
        => new(name, "GET", OssLevel.Bucket, condition) { Evidence = evidence, Action = action };

    private static NamedRow Put(string name, string condition, string? action = null) => None(name, "PUT", OssLevel.Bucket, condition, action);

    private static NamedRow Get(string name, string condition, string? action = null) => None(name, "GET", OssLevel.Bucket, condition, action);

    private static NamedRow Post(string name, string condition, string? action = null) => None(name, "POST", OssLevel.Bucket, condition, action);

    private static NamedRow Delete(string name, string condition, string? action = null) => None(name, "DELETE", OssLevel.Bucket, condition, action);
}
