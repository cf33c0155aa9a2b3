using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Callback;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>
/// "CompleteMultipartUpload": joins the parts to the object. The commit takes the upload's document away with it, so of two that
/// complete or abort an upload one comes through.
/// </summary>
internal sealed class CompleteMultipartUpload : IOperation<CompleteMultipartUpload>
{
    private const int Patience = 5;

    public required PartList Wanted { get; init; }

    public required KeyEncoding Encoding { get; init; }

    /// <summary>Null leaves it at what the initiation said.</summary>
    public required string? Acl { get; init; }

    public required bool ForbidOverwrite { get; init; }

    public required UploadCallback? Callback { get; init; }

    public static string Parameters => $"encoding-type {UploadCallback.ParameterNames}";

    public static string Headers => $"x-oss-complete-all {UploadCallback.HeaderNames} {InitiateMultipartUpload.RepeatedHeaders}";

    public static async ValueTask<CompleteMultipartUpload> ReadAsync(OssCall call, CancellationToken ct) => new()
    {
        Wanted = await PartList.ReadAsync(call, ct),
        Encoding = KeyEncoding.Read(call),
        Acl = call.Header(AccessControl.ObjectHeader) is { } acl ? AccessControl.CheckObject(acl) : null,
        ForbidOverwrite = WriteOptions.ReadForbidOverwrite(call),
        Callback = UploadCallback.Read(call),
    };

    public static IEnumerable<Demand> Demands(CompleteMultipartUpload input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Write, (AccessControl.ObjectCondition, input.Acl))];

    public static async ValueTask<OssReply> RunAsync(CompleteMultipartUpload input, OssCall call, CancellationToken ct)
    {
        var uploadId = Uploads.Id(call);
        var version = await JoinAsync(input, call, uploadId, ct);
        await Parts.ForgetAsync(call, uploadId);
        call.Size = version.Length;
        // What the application answers takes the place of the document.
        var reply = input.Callback is { } callback ? await callback.TellAsync(call, version, ct) : OssReply.Xml(new XElement("CompleteMultipartUploadResult",
            input.Encoding.Element(),
            new XElement("Location", $"{call.Wire.Scheme}://{call.Wire.Host}{call.Wire.RawPath}"),
            new XElement("Bucket", call.Address.Bucket),
            new XElement("Key", input.Encoding.Of(call.Address.Key)),
            new XElement("ETag", ObjectHeaders.Quoted(version.Description.ETag))));
        return ObjectHeaders.DescribeWritten(reply, call, version);
    }

    private static async ValueTask<ObjectVersion> JoinAsync(CompleteMultipartUpload input, OssCall call, string uploadId, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            var uploaded = await Parts.AllAsync(call.Store, uploadId, ct);
            // Looked for after its parts: they go after it does, so as long as it is there they are all here.
            var open = await Uploads.OpenAsync(call, ct);
            var parts = input.Wanted.ChooseFrom(uploaded);
            JoinedParts joined;
            try
            {
                joined = await JoinedParts.OfAsync(call.Store, open.Upload, parts, ct);
            }
            catch (ContentGoneException) when (turn < Patience)
            {
                continue; // The upload was ended meanwhile; whoever did it took the parts along.
            }
            var upload = open.Upload;
            var outcome = await ObjectChange.CommitAsync(
                call,
                new()
                {
                    Name = call.Name,
                    Pieces = [.. parts.Select(part => new Piece.Slice(part, 0, part.Length))],
                    Precondition = WriteOptions.PreconditionOf(call, input.ForbidOverwrite),
                    VersionMode = call.Settings.VersionMode,
                    Consumes = open.Document,
                    Description = new()
                    {
                        ETag = joined.ETag,
                        ObjectType = "Multipart",
                        StorageClass = upload.StorageClass,
                        Crc64 = joined.Crc64,
                        ContentType = upload.Headers.ContentType,
                        Headers = (upload.Headers with { ContentMd5 = joined.ContentMd5 }).Write(),
                        Facts = (input.Acl is null ? upload.Facts : upload.Facts with { Acl = input.Acl }).Write(),
                    },
                },
                ct);
            switch (outcome.Verdict)
            {
                case CommitVerdict.Committed: return outcome.Version!;
                case CommitVerdict.PieceNotFound: continue; // A part was uploaded anew meanwhile.
                case CommitVerdict.PreconditionFailed: throw OssErrors.FileAlreadyExists.With();
                case CommitVerdict.BucketNotFound: throw OssErrors.NoSuchBucket.With(("BucketName", call.Address.Bucket));
                default: throw Uploads.NotThere(call);
            }
        }
    }
}
