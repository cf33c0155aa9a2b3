using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Bucket;

/// <summary>"ListMultipartUploads". No upload can be initiated, so none is in progress; clean-up code of every SDK asks.</summary>
internal sealed class ListMultipartUploads : IOperation<ListMultipartUploads>
{
    public required KeyEncoding Encoding { get; init; }

    public required int MaxUploads { get; init; }

    public static string Parameters => "prefix delimiter key-marker upload-id-marker max-uploads encoding-type";

    public static ValueTask<ListMultipartUploads> ReadAsync(OssCall call, CancellationToken ct) => new(new ListMultipartUploads
    {
        Encoding = KeyEncoding.Read(call),
        MaxUploads = call.QueryNumber("max-uploads", 1000, 1, 1000),
    });

    public static IEnumerable<Demand> Demands(ListMultipartUploads input, OssCall call) => [Demand.OnBucket(call, ObjectListing.Conditions(call))];

    public static ValueTask<OssReply> RunAsync(ListMultipartUploads input, OssCall call, CancellationToken ct)
    {
        XElement Echo(string element, string parameter) => new(element, input.Encoding.Of(call.Query(parameter) ?? ""));
        return new(OssReply.Xml(new XElement("ListMultipartUploadsResult",
            new XElement("Bucket", call.Bucket.Name),
            input.Encoding.Element(),
            Echo("KeyMarker", "key-marker"),
            Echo("UploadIdMarker", "upload-id-marker"),
            new XElement("NextKeyMarker"),
            new XElement("NextUploadIdMarker"),
            Echo("Delimiter", "delimiter"),
            Echo("Prefix", "prefix"),
            new XElement("MaxUploads", input.MaxUploads.ToString(CultureInfo.InvariantCulture)),
            new XElement("IsTruncated", "false"))));
    }
}
