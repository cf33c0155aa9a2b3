using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>"ListParts": the parts of an upload by number, a page at a time.</summary>
internal sealed class ListParts : IOperation<ListParts>
{
    public required KeyEncoding Encoding { get; init; }

    public required int After { get; init; }

    public required int MaxParts { get; init; }

    public static string Parameters => "max-parts part-number-marker encoding-type";

    public static ValueTask<ListParts> ReadAsync(OssCall call, CancellationToken ct) => new(new ListParts
    {
        Encoding = KeyEncoding.Read(call),
        After = call.QueryNumber("part-number-marker", 0, 0, Parts.MaxNumber),
        MaxParts = call.QueryNumber("max-parts", 1000, 1, 1000),
    });

    public static IEnumerable<Demand> Demands(ListParts input, OssCall call) => [Demand.OnObject(call, AclAccess.Read)];

    public static async ValueTask<OssReply> RunAsync(ListParts input, OssCall call, CancellationToken ct)
    {
        var (parts, isTruncated) = await Parts.PageAsync(call.Store, Uploads.Id(call), input.After, input.MaxParts, ct);
        // Looked for after its parts, which go after it does.
        var upload = (await Uploads.OpenAsync(call, ct)).Upload;
        return OssReply.Xml(new XElement("ListPartsResult",
            input.Encoding.Element(),
            new XElement("Bucket", call.Address.Bucket),
            new XElement("Key", input.Encoding.Of(upload.Key)),
            new XElement("UploadId", upload.UploadId),
            new XElement("StorageClass", upload.StorageClass),
            new XElement("PartNumberMarker", Text(input.After)),
            // There and empty when there is no part: the Python SDK wants the element, the Java SDK's tests no number.
            new XElement("NextPartNumberMarker", parts.Count == 0 ? null : Text(Parts.Number(parts[^1]))),
            new XElement("MaxParts", Text(input.MaxParts)),
            new XElement("IsTruncated", isTruncated ? "true" : "false"),
            parts.Select(Element)));
    }

    private static XElement Element(ObjectVersion part) => new("Part",
        new XElement("PartNumber", Text(Parts.Number(part))),
        new XElement("LastModified", OssXml.Time(part.LastModified)),
        new XElement("ETag", ObjectHeaders.Quoted(part.Description.ETag)),
        new XElement("HashCrc64ecma", part.Description.Crc64?.ToString(CultureInfo.InvariantCulture)),
        new XElement("Size", part.Length.ToString(CultureInfo.InvariantCulture)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
