using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Multipart;

/// <summary>"UploadPart": the body becomes the part of its number, in the place of an earlier one.</summary>
internal sealed class UploadPart : IOperation<UploadPart>
{
    public required int Number { get; init; }

    public required StatedDigests Stated { get; init; }

    public static string Headers => $"{StatedDigests.HeaderNames} x-oss-complete-all {InitiateMultipartUpload.RepeatedHeaders}";

    public static ValueTask<UploadPart> ReadAsync(OssCall call, CancellationToken ct)
    {
        PutObject.CheckLength(call);
        return new(new UploadPart { Number = PartNumber.Read(call), Stated = StatedDigests.Read(call) });
    }

    public static IEnumerable<Demand> Demands(UploadPart input, OssCall call) => [Demand.OnObject(call, AclAccess.Write)];

    public static async ValueTask<OssReply> RunAsync(UploadPart input, OssCall call, CancellationToken ct)
    {
        var upload = (await Uploads.OpenAsync(call, ct)).Upload;
        await using var staged = await call.Store.StageAsync(Parts.Name(upload.UploadId, input.Number), call.Body, joined: false, ct);
        input.Stated.Check(staged.Digest);
        var part = await Parts.StoreAsync(call, upload, input.Number, staged, ct);
        call.Size = part.Length;
        UploadEvent.Raise(call, "ObjectCreated:UploadPart", upload, part);
        var reply = OssReply.Empty()
            .With("ETag", ObjectHeaders.Quoted(part.Description.ETag))
            .With("Content-MD5", Convert.ToBase64String(staged.Digest.Md5.Span))
            .With("x-oss-hash-crc64ecma", part.Description.Crc64?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ObjectEncryption.Describe(reply, upload.Headers.Encryption);
        return reply;
    }
}
