using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Hns;
using FcCreds.Oss.Image;
using FcCreds.Oss.Multipart;
using FcCreds.Oss.Object;
using FcCreds.Oss.Select;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss;

internal static partial class OssApi
{
    private static OperationRow[] ObjectRows()
    {
        const OssLevel Object = OssLevel.Object;
        const string PutAction = "oss:PutObject";
        const string GetAction = "oss:GetObject";
        return
        [
            On<PutObject>("PUT", Object),
            On<CopyObject>("PUT", Object, "@x-oss-copy-source", PutAction),
            On<GetObject>("GET", Object),
            On<HeadObject>("HEAD", Object, "", GetAction),
            On<GetObjectMeta>("HEAD", Object, "objectMeta", GetAction),
            On<GetObjectMeta>("GET", Object, "objectMeta", GetAction, Evidence.Docs),
            On<DeleteObject>("DELETE", Object),
            On<PutObjectAcl>("PUT", Object, "acl"),
            On<GetObjectAcl>("GET", Object, "acl"),
            On<AppendObject>("POST", Object, "append", PutAction),
            On<SealAppendObject>("POST", Object, "seal", evidence: Evidence.Docs),
            On<PutSymlink>("PUT", Object, "symlink", PutAction),
            On<GetSymlink>("GET", Object, "symlink", GetAction),
            On<PutObjectTagging>("PUT", Object, "tagging"),
            On<GetObjectTagging>("GET", Object, "tagging"),
            On<DeleteObjectTagging>("DELETE", Object, "tagging"),
            On<RestoreObject>("POST", Object, "restore"),
            On<CleanRestoredObject>("POST", Object, "cleanRestoredObject", evidence: Evidence.Docs),
            On<SelectObject>("POST", Object, "x-oss-process=csv/select*", GetAction, Evidence.Docs),
            On<SelectJsonObject>("POST", Object, "x-oss-process=json/select*", GetAction, Evidence.Docs),
            On<CreateSelectObjectMeta>("POST", Object, "x-oss-process=csv/meta*", GetAction, Evidence.Docs),
            On<CreateSelectJsonObjectMeta>("POST", Object, "x-oss-process=json/meta*", GetAction, Evidence.Docs),
            On<ProcessObject>("POST", Object, "x-oss-process", "oss:PostProcessTask"),
            On<AsyncProcessObject>("POST", Object, "x-oss-async-process", "oss:PostProcessTask", Evidence.Docs),
            On<GetObjectProcessed>("GET", Object, "x-oss-process", GetAction),
            new OperationRow<Preflight>("OptionObject", "OPTIONS", Object, ""),
            On<PutObjectRetention>("PUT", Object, "retention", evidence: Evidence.Docs),
            On<GetObjectRetention>("GET", Object, "retention", evidence: Evidence.Docs),
            On<PutObjectLegalHold>("PUT", Object, "legalHold", evidence: Evidence.Docs),
            On<GetObjectLegalHold>("GET", Object, "legalHold", evidence: Evidence.Docs),
            On<CreateDirectory>("POST", Object, "x-oss-dir", PutAction, Evidence.Docs),
            On<DeleteDirectory>("POST", Object, "x-oss-delete", "oss:DeleteObject", Evidence.Docs),
            On<RenameObject>("POST", Object, "x-oss-rename", PutAction, Evidence.Docs),
            On<InitiateMultipartUpload>("POST", Object, "uploads", PutAction),
            On<UploadPart>("PUT", Object, "partNumber&uploadId", PutAction),
            On<UploadPartCopy>("PUT", Object, "partNumber&uploadId&@x-oss-copy-source", PutAction),
            On<CompleteMultipartUpload>("POST", Object, "uploadId", PutAction),
            On<AbortMultipartUpload>("DELETE", Object, "uploadId"),
            On<ListParts>("GET", Object, "uploadId"),
            On<PutLiveChannel>("PUT", Object, "live", evidence: Evidence.Docs),
            On<DeleteLiveChannel>("DELETE", Object, "live", evidence: Evidence.Docs),
            On<PutLiveChannelStatus>("PUT", Object, "live&status", evidence: Evidence.Docs),
            On<GetLiveChannelInfo>("GET", Object, "live", "oss:GetLiveChannel", evidence: Evidence.Docs),
            On<GetLiveChannelStat>("GET", Object, "live&comp=stat", evidence: Evidence.Docs),
            On<GetLiveChannelHistory>("GET", Object, "live&comp=history", evidence: Evidence.Docs),
            None("PostVodPlaylist", "POST", Object, "vod"),
            None("GetVodPlaylist", "GET", Object, "vod"),
        ];
    }
}
