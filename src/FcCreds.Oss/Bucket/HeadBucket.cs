using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"HeadBucket": only S3 clients send it; OSS's own SDKs ask for the bucket's ACL or info.</summary>
internal sealed class HeadBucket : IOperation<HeadBucket>
{
    private static readonly HeadBucket Input = new();

    public static ValueTask<HeadBucket> ReadAsync(OssCall call, CancellationToken ct) => new(Input);

    public static IEnumerable<Demand> Demands(HeadBucket input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(HeadBucket input, OssCall call, CancellationToken ct) => new(OssReply.Empty());
}
