using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>"GetBucketPolicyStatus": does the policy give something to everyone? Without a policy it does not.</summary>
internal sealed class GetBucketPolicyStatus : IPlainOperation<GetBucketPolicyStatus>
{
    public static IEnumerable<Demand> Demands(GetBucketPolicyStatus input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketPolicyStatus input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("PolicyStatus", new XElement("IsPublic", BucketPolicy.Of(call.Settings) is { IsPublic: true }))));
}
