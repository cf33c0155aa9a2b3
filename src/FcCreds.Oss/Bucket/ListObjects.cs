using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>"GetBucket (ListObjects)": by marker. NextMarker is there whenever the list is truncated.</summary>
internal sealed class ListObjects : IOperation<ListObjects>
{
    public required ListQuery Asked { get; init; }

    public required KeyEncoding Encoding { get; init; }

    public static string Parameters => "prefix marker delimiter max-keys encoding-type";

    public static ValueTask<ListObjects> ReadAsync(OssCall call, CancellationToken ct) => new(new ListObjects
    {
        Asked = ObjectListing.Read(call, ObjectListing.Bounded(call, "marker")),
        Encoding = KeyEncoding.Read(call),
    });

    public static IEnumerable<Demand> Demands(ListObjects input, OssCall call) => [Demand.OnBucket(call, ObjectListing.Conditions(call))];

    public static async ValueTask<OssReply> RunAsync(ListObjects input, OssCall call, CancellationToken ct)
    {
        var (asked, encoding) = (input.Asked, input.Encoding);
        var page = await call.Store.ListAsync(asked, ct);
        var restores = await RestoreState.OfAsync(call, page.Objects, ct);
        return OssReply.Xml(new XElement("ListBucketResult",
            new XElement("Name", asked.Bucket),
            new XElement("Prefix", encoding.Of(asked.Prefix)),
            new XElement("Marker", encoding.Of(asked.After)),
            new XElement("MaxKeys", asked.Limit.ToString(CultureInfo.InvariantCulture)),
            new XElement("Delimiter", encoding.Of(asked.Delimiter)),
            encoding.Element(),
            new XElement("IsTruncated", page.Next is null ? "false" : "true"),
            page.Next is null ? null : new XElement("NextMarker", encoding.Of(page.Next)),
            page.Objects.Select(version => ObjectListing.Contents(version, encoding, call.Bucket.OwnerAccountId, restores.GetValueOrDefault(version.Name.Key))),
            ObjectListing.CommonPrefixes(page, encoding)));
    }
}
