using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;

namespace FcCreds.Oss.Service;

/// <summary>"ListBuckets (GetService)": the buckets of the caller's account.</summary>
internal sealed class ListBuckets : IOperation<ListBuckets>
{
    public required string Prefix { get; init; }

    public required string Marker { get; init; }

    public required int MaxKeys { get; init; }

    public static string Parameters => "prefix marker max-keys";

    public static ValueTask<ListBuckets> ReadAsync(OssCall call, CancellationToken ct) => new(new ListBuckets
    {
        Prefix = call.Query("prefix") ?? "",
        Marker = call.Query("marker") ?? "",
        MaxKeys = call.QueryNumber("max-keys", 100, 1, 1000),
    });

    public static IEnumerable<Demand> Demands(ListBuckets input, OssCall call)
        => call.Caller.Kind == CallerKind.Anonymous ? throw OssErrors.AccessDeniedAnonymous.With() : [new Demand { Action = call.Action }];

    public static async ValueTask<OssReply> RunAsync(ListBuckets input, OssCall call, CancellationToken ct)
    {
        var all = await call.Store.ListBucketsAsync(call.Caller.AccountId, ct);
        var wanted = all.Where(bucket => bucket.Name.StartsWith(input.Prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, input.Marker) > 0).ToArray();
        var page = wanted.Take(input.MaxKeys).ToArray();
        var root = new XElement("ListAllMyBucketsResult");
        // What is said of paging goes only with a page.
        if (wanted.Length > page.Length)
        {
            root.Add(
                new XElement("Prefix", input.Prefix),
                new XElement("Marker", input.Marker),
                new XElement("MaxKeys", input.MaxKeys.ToString(CultureInfo.InvariantCulture)),
                new XElement("IsTruncated", "true"),
                new XElement("NextMarker", page[^1].Name));
        }
        root.Add(
            // ali-oss throws a TypeError without it (6.23).
            Owner.Element(call.Caller.AccountId),
            new XElement("Buckets", page.Select(bucket => new XElement("Bucket",
                new XElement("CreationDate", OssXml.Time(bucket.CreatedAt)),
                Endpoints.Elements(call.Options, bucket),
                new XElement("Name", bucket.Name),
                new XElement("Region", bucket.Region),
                new XElement("StorageClass", bucket.StorageClass)))));
        return OssReply.Xml(root);
    }
}
