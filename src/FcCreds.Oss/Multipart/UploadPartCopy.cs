using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>"UploadPartCopy": a part from another object, or from a range of it.</summary>
internal sealed class UploadPartCopy : IOperation<UploadPartCopy>
{
    private const string RangeHeader = "x-oss-copy-source-range";

    public required int Number { get; init; }

    public required CopySource Source { get; init; }

    public required Preconditions Conditions { get; init; }

    public static string Headers => $"{RangeHeader} {Preconditions.CopyPrefix}if-*";

    public static ValueTask<UploadPartCopy> ReadAsync(OssCall call, CancellationToken ct) => new(new UploadPartCopy
    {
        Number = PartNumber.Read(call),
        Source = CopySource.Read(call),
        Conditions = Preconditions.Read(call, Preconditions.CopyPrefix),
    });

    public static IEnumerable<Demand> Demands(UploadPartCopy input, OssCall call) =>
    [
        Demand.On(input.Source.Name, input.Source.VersionId is null ? "oss:GetObject" : "oss:GetObjectVersion", AclAccess.Read) with { VersionId = input.Source.VersionId },
        Demand.OnObject(call, AclAccess.Write),
    ];

    public static async ValueTask<OssReply> RunAsync(UploadPartCopy input, OssCall call, CancellationToken ct)
    {
        var upload = (await Uploads.OpenAsync(call, ct)).Upload;
        var (source, content) = await OpenSourceAsync(input, call, ct);
        ObjectVersion part;
        // Read rather than sliced: the part's ETag is the MD5 of just these bytes.
        await using (content)
        await using (var staged = await call.Store.StageAsync(Parts.Name(upload.UploadId, input.Number), content, joined: false, ct))
        {
            part = await Parts.StoreAsync(call, upload, input.Number, staged, ct);
        }
        call.Size = part.Length;
        UploadEvent.Raise(call, "ObjectCreated:UploadPartCopy", upload, part);
        return OssReply.Xml(new XElement("CopyPartResult",
                new XElement("LastModified", OssXml.Time(part.LastModified)),
                new XElement("ETag", ObjectHeaders.Quoted(part.Description.ETag))))
            .With("ETag", ObjectHeaders.Quoted(part.Description.ETag))
            .With("x-oss-hash-crc64ecma", part.Description.Crc64?.ToString(CultureInfo.InvariantCulture))
            .With("x-oss-copy-source-version-id", source.VersionId == ObjectVersion.NullVersionId && input.Source.VersionId is null ? null : source.VersionId);
    }

    private static async ValueTask<(ObjectVersion Source, Stream Content)> OpenSourceAsync(UploadPartCopy input, OssCall call, CancellationToken ct)
    {
        const int patience = 5;
        for (var turn = 1; ; turn++)
        {
            var source = await FindObject.AsNamedAsync(call, input.Source.Name, input.Source.VersionId, ct);
            if (source.Description.ObjectType == PutSymlink.ObjectType) throw OssErrors.SymlinkAsPartSource.With(("Key", source.Name.Key));
            Object.StorageClass.CheckReadable(call, source);
            input.Conditions.Check(source);
            // A range that does not fit is no range, as in GetObject (asserted by the Java SDK's tests).
            var (offset, length) = ByteRange.Read(call.Header(RangeHeader), source.Length, RangeMode.Compatible) ?? new(0, source.Length);
            if (length > ObjectUpload.MaxLength) throw OssErrors.EntityTooLarge.With();
            try
            {
                return (source, await call.Store.OpenReadAsync(source, offset, length, ct));
            }
            catch (ContentGoneException) when (turn < patience)
            {
                // Replaced since it was found: look again.
            }
        }
    }
}
