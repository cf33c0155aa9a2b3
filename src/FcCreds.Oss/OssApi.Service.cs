using FcCreds.Oss.AccessPoints;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.ObjectProcess;
using FcCreds.Oss.Service;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss;

internal static partial class OssApi
{
    private static OperationRow[] ServiceRows()
    {
        const OssLevel Service = OssLevel.Service;
        return
        [
            On<ListBuckets>("GET", Service),
            On<DescribeRegions>("GET", Service, "regions", evidence: Evidence.Docs),
            On<PutPublicAccessBlock>("PUT", Service, "publicAccessBlock", evidence: Evidence.Docs),
            On<GetPublicAccessBlock>("GET", Service, "publicAccessBlock", evidence: Evidence.Docs),
            On<DeletePublicAccessBlock>("DELETE", Service, "publicAccessBlock", evidence: Evidence.Docs),
            On<ListAccessPoints>("GET", Service, "accessPoint", evidence: Evidence.Docs),
            On<ListAccessPointsForObjectProcess>("GET", Service, "accessPointForObjectProcess", evidence: Evidence.Docs),
            On<WriteGetObjectResponse>("POST", Service, "x-oss-write-get-object-response", evidence: Evidence.Docs),
            None("ListUserDataRedundancyTransition", "GET", Service, "redundancyTransition"),
            None("ListCloudBoxes", "GET", Service, "cloudboxes"),
            None("DoDataPipelineAction", "POST", Service, "dataPipeline"),
            On<GetUserQosInfo>("GET", Service, "qosInfo", evidence: Evidence.Docs),
            None("ListResourcePools", "GET", Service, "resourcePool"),
            None("GetResourcePoolInfo", "GET", Service, "resourcePoolInfo&resourcePool"),
            None("ListResourcePoolBuckets", "GET", Service, "resourcePoolBuckets&resourcePool"),
            None("PutResourcePoolRequesterQosInfo", "PUT", Service, "requesterQosInfo&resourcePool&qosRequester"),
            None("GetResourcePoolRequesterQosInfo", "GET", Service, "requesterQosInfo&resourcePool&qosRequester"),
            None("ListResourcePoolRequesterQosInfos", "GET", Service, "requesterQosInfo&resourcePool"),
            None("DeleteResourcePoolRequesterQosInfo", "DELETE", Service, "requesterQosInfo&resourcePool&qosRequester"),
        ];
    }
}
