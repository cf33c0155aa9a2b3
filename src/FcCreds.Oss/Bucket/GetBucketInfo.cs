using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Bucket;

/// <summary>"GetBucketInfo". Python's oss2 raises when an element it reads is absent, so settings that do not exist here show their defaults.</summary>
internal sealed class GetBucketInfo : IOperation<GetBucketInfo>
{
    private static readonly GetBucketInfo Input = new();

    public static ValueTask<GetBucketInfo> ReadAsync(OssCall call, CancellationToken ct) => new(Input);

    public static IEnumerable<Demand> Demands(GetBucketInfo input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(GetBucketInfo input, OssCall call, CancellationToken ct)
    {
        var bucket = call.Bucket;
        return OssReply.Xml(new XElement("BucketInfo", new XElement("Bucket",
            new XElement("AccessMonitor", "Disabled"),
            new XElement("CreationDate", OssXml.Time(bucket.CreatedAt)),
            new XElement("CrossRegionReplication", "Disabled"),
            new XElement("DataRedundancyType", bucket.DataRedundancyType),
            Endpoints.Elements(call.Options, bucket),
            new XElement("Name", bucket.Name),
            new XElement("StorageClass", bucket.StorageClass),
            new XElement("TransferAcceleration", "Disabled"),
            new XElement("BlockPublicAccess", BucketPublicAccessBlock.IsOn(call.Settings)),
            new XElement("Comment", ""),
            Owner.Element(bucket.OwnerAccountId),
            new XElement("AccessControlList", new XElement("Grant", call.Settings.Acl)),
            new XElement("ServerSideEncryptionRule", new XElement("SSEAlgorithm", "None")),
            new XElement("BucketPolicy", new XElement("LogBucket", ""), new XElement("LogPrefix", "")))));
    }
}
