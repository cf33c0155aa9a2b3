using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Hns;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;
using FcCreds.Oss.Settings.Stored;

namespace FcCreds.Oss.Bucket;

/// <summary>"GetBucketInfo". Python's oss2 raises when an element it reads is absent, so settings that do not exist here show their defaults.</summary>
internal sealed class GetBucketInfo : IPlainOperation<GetBucketInfo>
{
    public static IEnumerable<Demand> Demands(GetBucketInfo input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(GetBucketInfo input, OssCall call, CancellationToken ct)
    {
        var bucket = call.Bucket;
        return OssReply.Xml(new XElement("BucketInfo", new XElement("Bucket",
            new XElement("AccessMonitor", BucketAccessMonitor.Of(call.Settings)),
            new XElement("CreationDate", OssXml.Time(bucket.CreatedAt)),
            new XElement("CrossRegionReplication", call.Settings.All(PutBucketReplication.Setting).Any() ? "Enabled" : "Disabled"),
            new XElement("DataRedundancyType", bucket.DataRedundancyType),
            Endpoints.Elements(call.Options, bucket),
            Directories.AreIn(call.Settings) ? new XElement("HierarchicalNamespace", "Enabled") : null,
            new XElement("Name", bucket.Name),
            new XElement("StorageClass", bucket.StorageClass),
            new XElement("TransferAcceleration", BucketTransferAcceleration.IsOn(call.Settings) ? "Enabled" : "Disabled"),
            new XElement("BlockPublicAccess", BucketPublicAccessBlock.IsOn(call.Settings)),
            new XElement("Comment", ""),
            Owner.Element(bucket.OwnerAccountId),
            new XElement("AccessControlList", new XElement("Grant", call.Settings.Acl)),
            new XElement("ResourceGroupId", BucketResourceGroup.Of(call.Settings)),
            call.Settings.Find(BucketSettings.VersioningName) is { } versioning ? new XElement("Versioning", versioning) : null,
            Encryption(BucketEncryption.Of(call.Settings)),
            Logging(call.Settings.Find(BucketLogging.Name)))));
    }

    private static XElement Encryption(ObjectEncryption? rule) => new("ServerSideEncryptionRule",
        new XElement("SSEAlgorithm", rule?.Algorithm ?? "None"),
        rule?.KeyId is { } key ? new XElement("KMSMasterKeyID", key) : null,
        rule?.DataAlgorithm is { } data ? new XElement("KMSDataEncryption", data) : null);

    private static XElement Logging(string? document)
    {
        var kept = document is null ? null : XElement.Parse(document).Element("LoggingEnabled");
        return new("BucketPolicy", new XElement("LogBucket", kept?.Element("TargetBucket")?.Value ?? ""), new XElement("LogPrefix", kept?.Element("TargetPrefix")?.Value ?? ""));
    }
}
