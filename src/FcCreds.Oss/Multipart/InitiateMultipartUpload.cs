using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Multipart;

/// <summary>"InitiateMultipartUpload": everything about the object to come but its content.</summary>
internal sealed class InitiateMultipartUpload : IOperation<InitiateMultipartUpload>
{
    /// <summary>
    /// What counts here only, and yet comes with every part and the completion: ali-oss 6.23 sends the headers it was given each time, the
    /// Python SDK and clients that encrypt some of them.
    /// </summary>
    public const string RepeatedHeaders = WriteOptions.HeaderNames;

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public required KeyEncoding Encoding { get; init; }

    public static string Parameters => "encoding-type sequential";

    public static string Headers => WriteOptions.HeaderNames;

    public static ValueTask<InitiateMultipartUpload> ReadAsync(OssCall call, CancellationToken ct) => new(new InitiateMultipartUpload
    {
        Given = ObjectHeaders.Read(call),
        Options = WriteOptions.Read(call),
        Encoding = KeyEncoding.Read(call),
    });

    public static IEnumerable<Demand> Demands(InitiateMultipartUpload input, OssCall call)
        => input.Options.Demands(call);

    public static async ValueTask<OssReply> RunAsync(InitiateMultipartUpload input, OssCall call, CancellationToken ct)
    {
        await input.Options.RefuseOverwriteAsync(call, ct);
        var upload = new Upload
        {
            Key = call.Address.Key,
            UploadId = call.Ids.OssUploadId(),
            Initiated = call.Clocks.Wire.GetUtcNow(),
            StorageClass = input.Options.StorageClass,
            IsSequential = call.Wire.Query.Any(parameter => parameter.Name == "sequential"),
            Headers = input.Given,
            Facts = input.Options.Facts,
        };
        await Uploads.StoreAsync(call, upload, ct);
        UploadEvent.Raise(call, "ObjectCreated:InitiateMultipartUpload", upload);
        var reply = OssReply.Xml(new XElement("InitiateMultipartUploadResult",
            input.Encoding.Element(),
            new XElement("Bucket", call.Address.Bucket),
            new XElement("Key", input.Encoding.Of(call.Address.Key)),
            new XElement("UploadId", upload.UploadId)));
        ObjectEncryption.Describe(reply, upload.Headers.Encryption);
        return reply;
    }
}
