using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"GetBucketLocation".</summary>
internal sealed class GetBucketLocation : IPlainOperation<GetBucketLocation>
{
    public static IEnumerable<Demand> Demands(GetBucketLocation input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketLocation input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("LocationConstraint", Endpoints.Location(call.Bucket))));
}
