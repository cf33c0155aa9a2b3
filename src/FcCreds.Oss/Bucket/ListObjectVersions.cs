using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>"ListObjectVersions (GetBucketVersions)": versions and delete markers as they follow each other, newest first for each key.</summary>
internal sealed class ListObjectVersions : IOperation<ListObjectVersions>
{
    public required ListQuery Asked { get; init; }

    public required KeyEncoding Encoding { get; init; }

    public static string Parameters => "prefix delimiter key-marker version-id-marker max-keys encoding-type";

    public static ValueTask<ListObjectVersions> ReadAsync(OssCall call, CancellationToken ct)
    {
        var (keyMarker, versionId) = (ObjectListing.Bounded(call, "key-marker"), call.Query("version-id-marker") ?? "");
        if (versionId.Length > 0 && keyMarker.Length == 0)
            throw OssErrors.BadArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", versionId);
        return new(new ListObjectVersions
        {
            Asked = ObjectListing.Read(call, keyMarker) with { AllVersions = true, AfterVersionId = versionId.Length > 0 ? versionId : null },
            Encoding = KeyEncoding.Read(call),
        });
    }

    public static IEnumerable<Demand> Demands(ListObjectVersions input, OssCall call) => [Demand.OnBucket(call, ObjectListing.Conditions(call))];

    public static async ValueTask<OssReply> RunAsync(ListObjectVersions input, OssCall call, CancellationToken ct)
    {
        var (asked, encoding) = (input.Asked, input.Encoding);
        var page = await call.Store.ListAsync(asked, ct);
        return OssReply.Xml(new XElement("ListVersionsResult",
            new XElement("Name", asked.Bucket),
            new XElement("Prefix", encoding.Of(asked.Prefix)),
            new XElement("KeyMarker", encoding.Of(asked.After)),
            new XElement("VersionIdMarker", asked.AfterVersionId ?? ""),
            new XElement("MaxKeys", asked.Limit.ToString(CultureInfo.InvariantCulture)),
            new XElement("Delimiter", encoding.Of(asked.Delimiter)),
            encoding.Element(),
            new XElement("IsTruncated", page.Next is null ? "false" : "true"),
            page.Next is null ? null : new XElement("NextKeyMarker", encoding.Of(page.Next)),
            page.Next is null ? null : new XElement("NextVersionIdMarker", page.NextVersionId ?? ""),
            page.Objects.Select(version => Entry(version, encoding, call.Bucket.OwnerAccountId)),
            ObjectListing.CommonPrefixes(page, encoding)));
    }

    private static XElement Entry(ObjectVersion version, KeyEncoding encoding, string owner) => new(version.IsDeleteMarker ? "DeleteMarker" : "Version",
        new XElement("Key", encoding.Of(version.Name.Key)),
        new XElement("VersionId", version.VersionId),
        new XElement("IsLatest", version.IsLatest),
        new XElement("LastModified", OssXml.Time(version.LastModified)),
        version.IsDeleteMarker ? null : new XElement("ETag", ObjectHeaders.Quoted(version.Description.ETag)),
        version.IsDeleteMarker ? null : new XElement("Type", version.Description.ObjectType),
        version.IsDeleteMarker ? null : new XElement("Size", version.Length.ToString(CultureInfo.InvariantCulture)),
        version.IsDeleteMarker ? null : new XElement("StorageClass", version.Description.StorageClass),
        Owner.Element(owner));
}
