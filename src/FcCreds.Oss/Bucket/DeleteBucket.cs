using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Multipart;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>"DeleteBucket": only an empty one goes; an upload in progress counts like an object.</summary>
internal sealed class DeleteBucket : IPlainOperation<DeleteBucket>
{
    public static IEnumerable<Demand> Demands(DeleteBucket input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteBucket input, OssCall call, CancellationToken ct)
    {
        var name = call.Address.Bucket;
        if (call.Settings.All(LiveChannel.Kind).Any()) throw OssErrors.BucketNotEmpty.With(("BucketName", name));
        if ((await Uploads.ListAsync(call.Store, name, "", ct)).Count > 0) throw OssErrors.BucketNotEmpty.With(("BucketName", name));
        return await call.Store.DeleteBucketAsync(name, ct) switch
        {
            BucketRemoval.NotEmpty => throw OssErrors.BucketNotEmpty.With(("BucketName", name)),
            BucketRemoval.NotFound => throw OssErrors.NoSuchBucket.With(("BucketName", name)),
            _ => OssReply.Empty(204),
        };
    }
}
