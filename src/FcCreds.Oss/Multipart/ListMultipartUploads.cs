using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>"ListMultipartUploads": uploads in progress by key and id, a page at a time.</summary>
internal sealed class ListMultipartUploads : IOperation<ListMultipartUploads>
{
    public required KeyEncoding Encoding { get; init; }

    public required string Prefix { get; init; }

    public required string Delimiter { get; init; }

    /// <summary>A key, or a common prefix of the page before.</summary>
    public required string KeyMarker { get; init; }

    /// <summary>Means something only together with a key marker.</summary>
    public required string UploadIdMarker { get; init; }

    public required int MaxUploads { get; init; }

    /// <summary>One line of the answer; a common prefix has no upload.</summary>
    private readonly record struct Line(string Name, Upload? Upload);

    public static string Parameters => "prefix delimiter key-marker upload-id-marker max-uploads encoding-type";

    public static ValueTask<ListMultipartUploads> ReadAsync(OssCall call, CancellationToken ct) => new(new ListMultipartUploads
    {
        Encoding = KeyEncoding.Read(call),
        Prefix = ObjectListing.Bounded(call, "prefix"),
        Delimiter = ObjectListing.Bounded(call, "delimiter"),
        KeyMarker = ObjectListing.Bounded(call, "key-marker"),
        UploadIdMarker = call.Query("upload-id-marker") ?? "",
        MaxUploads = call.QueryNumber("max-uploads", 1000, 1, 1000),
    });

    public static IEnumerable<Demand> Demands(ListMultipartUploads input, OssCall call) => [Demand.OnBucket(call, ObjectListing.Conditions(call))];

    public static async ValueTask<OssReply> RunAsync(ListMultipartUploads input, OssCall call, CancellationToken ct)
    {
        var all = await Uploads.ListAsync(call.Store, call.Bucket.Name, input.Prefix, ct);
        var lines = all.Select(input.LineOf).Where(input.IsBehindMarker).Distinct().Take(input.MaxUploads + 1).ToList();
        var isTruncated = lines.Count > input.MaxUploads;
        if (isTruncated) lines.RemoveAt(lines.Count - 1);
        var encoding = input.Encoding;
        return OssReply.Xml(new XElement("ListMultipartUploadsResult",
            new XElement("Bucket", call.Bucket.Name),
            encoding.Element(),
            new XElement("KeyMarker", encoding.Of(input.KeyMarker)),
            new XElement("UploadIdMarker", input.UploadIdMarker),
            // On the last page too, unless it is empty (asserted by the Java SDK's tests).
            new XElement("NextKeyMarker", lines.Count == 0 ? null : encoding.Of(lines[^1].Name)),
            new XElement("NextUploadIdMarker", lines.Count == 0 ? null : lines[^1].Upload?.UploadId),
            new XElement("Delimiter", encoding.Of(input.Delimiter)),
            new XElement("Prefix", encoding.Of(input.Prefix)),
            new XElement("MaxUploads", input.MaxUploads.ToString(CultureInfo.InvariantCulture)),
            new XElement("IsTruncated", isTruncated ? "true" : "false"),
            lines.Where(line => line.Upload is not null).Select(line => Element(line.Upload!, encoding)),
            lines.Where(line => line.Upload is null).Select(line => new XElement("CommonPrefixes", new XElement("Prefix", encoding.Of(line.Name))))));
    }

    private Line LineOf(Upload upload)
    {
        var end = Delimiter.Length == 0 ? -1 : upload.Key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? new(upload.Key, upload) : new(upload.Key[..(end + Delimiter.Length)], null);
    }

    private bool IsBehindMarker(Line line) => KeyOrder.Instance.Compare(line.Name, KeyMarker) switch
    {
        > 0 => true,
        0 => line.Upload is { } upload && UploadIdMarker.Length > 0 && string.CompareOrdinal(upload.UploadId, UploadIdMarker) > 0,
        _ => false,
    };

    private static XElement Element(Upload upload, KeyEncoding encoding) => new("Upload",
        new XElement("Key", encoding.Of(upload.Key)),
        new XElement("UploadId", upload.UploadId),
        new XElement("StorageClass", upload.StorageClass),
        new XElement("Initiated", OssXml.Time(upload.Initiated)));
}
