using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"HeadBucket": only S3 clients send it; OSS's own SDKs ask for the bucket's ACL or info.</summary>
internal sealed class HeadBucket : IPlainOperation<HeadBucket>
{
    public static IEnumerable<Demand> Demands(HeadBucket input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(HeadBucket input, OssCall call, CancellationToken ct) => new(OssReply.Empty());
}
