using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Bucket;

/// <summary>"PutBucketAcl": by header, or by the document that GetBucketAcl answers.</summary>
internal sealed class PutBucketAcl : IOperation<PutBucketAcl>
{
    private const int MaxBody = 64 * 1024;

    public required string Acl { get; init; }

    public static string Headers => AccessControl.BucketHeader;

    public static async ValueTask<PutBucketAcl> ReadAsync(OssCall call, CancellationToken ct)
    {
        var document = await OssXml.ReadAsync(call, "AccessControlPolicy", MaxBody, ct);
        var acl = call.Header(AccessControl.BucketHeader) ?? document?.Element("AccessControlList")?.Element("Grant")?.Value ?? "";
        return new() { Acl = AccessControl.CheckBucket(acl) };
    }

    public static IEnumerable<Demand> Demands(PutBucketAcl input, OssCall call) => [Demand.OnBucket(call, (AccessControl.BucketCondition, input.Acl))];

    public static async ValueTask<OssReply> RunAsync(PutBucketAcl input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(BucketSettings.AclName, input.Acl), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetBucketAcl"; what SDKs ask to learn whether a bucket exists.</summary>
internal sealed class GetBucketAcl : IPlainOperation<GetBucketAcl>
{
    public static IEnumerable<Demand> Demands(GetBucketAcl input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketAcl input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement("AccessControlPolicy",
            Owner.Element(call.Bucket.OwnerAccountId),
            new XElement("AccessControlList", new XElement("Grant", call.Settings.Acl)))));
}
