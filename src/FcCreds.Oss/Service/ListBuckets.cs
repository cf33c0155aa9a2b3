using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Settings;
using FcCreds.Oss.Settings.Stored;
using FcCreds.Storage;

namespace FcCreds.Oss.Service;

/// <summary>"ListBuckets (GetService)": the buckets of the caller's account.</summary>
internal sealed class ListBuckets : IOperation<ListBuckets>
{
    public required string Prefix { get; init; }

    public required string Marker { get; init; }

    public required int MaxKeys { get; init; }

    /// <summary>Keys that buckets must have as tags; a null value is any.</summary>
    public required IReadOnlyList<(string Key, string? Value)> Tags { get; init; }

    /// <summary>Null for all.</summary>
    public required string? ResourceGroup { get; init; }

    public static string Parameters => "prefix marker max-keys tag-key tag-value tagging";

    public static string Headers => "x-oss-resource-group-id";

    public static ValueTask<ListBuckets> ReadAsync(OssCall call, CancellationToken ct) => new(new ListBuckets
    {
        Prefix = call.Query("prefix") ?? "",
        Marker = call.Query("marker") ?? "",
        MaxKeys = call.QueryNumber("max-keys", 100, 1, 1000),
        Tags = ReadTags(call),
        ResourceGroup = call.Header("x-oss-resource-group-id") is { Length: > 0 } group ? group : null,
    });

    public static IEnumerable<Demand> Demands(ListBuckets input, OssCall call)
        => call.Caller.Kind == CallerKind.Anonymous ? throw OssErrors.AccessDeniedAnonymous.With() : [new Demand { Action = call.Action }];

    public static async ValueTask<OssReply> RunAsync(ListBuckets input, OssCall call, CancellationToken ct)
    {
        var all = await call.Store.ListBucketsAsync(call.Caller.AccountId, ct);
        var wanted = all.Where(bucket => bucket.Name.StartsWith(input.Prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, input.Marker) > 0).ToArray();
        if (input.Tags.Count > 0 || input.ResourceGroup is not null) wanted = await FilterAsync(input, wanted, call, ct);
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
                input.ResourceGroup is null ? null : new XElement("ResourceGroupId", input.ResourceGroup),
                new XElement("StorageClass", bucket.StorageClass)))));
        return OssReply.Xml(root);
    }

    /// <summary>Only a filter looks at settings; a plain list would pay for them with a read per bucket.</summary>
    private static async ValueTask<BucketRecord[]> FilterAsync(ListBuckets input, BucketRecord[] buckets, OssCall call, CancellationToken ct)
    {
        var kept = new List<BucketRecord>();
        foreach (var bucket in buckets)
        {
            var settings = await call.SettingsStore.FindAsync(bucket, ct);
            var isInGroup = input.ResourceGroup is null || BucketResourceGroup.Of(settings) == input.ResourceGroup;
            if (isInGroup && input.Tags.All(tag => BucketTags.Hold(settings, tag.Key, tag.Value))) kept.Add(bucket);
        }
        return [.. kept];
    }

    /// <summary>One tag by <c>tag-key</c> and <c>tag-value</c>, or several as <c>tagging="k1":"v1","k2":"v2"</c>.</summary>
    private static IReadOnlyList<(string Key, string? Value)> ReadTags(OssCall call)
    {
        var (key, value, tagging) = (call.Query("tag-key"), call.Query("tag-value"), call.Query("tagging"));
        if (value is not null && key is null) throw OssErrors.BadArgument("A tag value needs a tag key.", "tag-value", value);
        if (tagging is null) return key is null ? [] : [(key, value)];
        if (key is not null) throw OssErrors.BadArgument("Tags come by tag-key and tag-value, or by tagging.", "tagging", tagging);
        return [.. tagging.Split(',').Select(pair => pair.Split(':', 2).Select(part => part.Trim().Trim('"')).ToArray())
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : null))];
    }
}
