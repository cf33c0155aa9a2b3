using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>"AbortMultipartUpload": the upload ends without an object, its parts go.</summary>
internal sealed class AbortMultipartUpload : IPlainOperation<AbortMultipartUpload>
{
    public static IEnumerable<Demand> Demands(AbortMultipartUpload input, OssCall call) => [Demand.OnObject(call, AclAccess.Write)];

    public static async ValueTask<OssReply> RunAsync(AbortMultipartUpload input, OssCall call, CancellationToken ct)
    {
        var (upload, document) = await Uploads.OpenAsync(call, ct);
        if (!await call.Store.Documents.DeleteAsync(document.Name, Precondition.AtRevision(document.Revision), ct)) throw Uploads.NotThere(call);
        await Parts.ForgetAsync(call, upload.UploadId);
        UploadEvent.Raise(call, "ObjectRemoved:AbortMultipartUpload", upload);
        return OssReply.Empty(204);
    }
}
