using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"CopyObject": a new object of the same content, with the source's headers or with new ones.</summary>
internal sealed class CopyObject : IOperation<CopyObject>
{
    private const string Directive = "x-oss-metadata-directive";

    public required CopySource Source { get; init; }

    public required Preconditions Conditions { get; init; }

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public required bool Replaces { get; init; }

    public static string Headers => $"{WriteOptions.HeaderNames} {Preconditions.CopyPrefix}if-* {Directive} x-oss-tagging-directive x-oss-meta-*";

    public static ValueTask<CopyObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        var source = CopySource.Read(call);
        var replaces = call.Header(Directive)?.ToUpperInvariant() switch
        {
            // Copying an object onto itself changes its headers, whatever the directive says.
            null or "COPY" => source.Name == call.Name,
            "REPLACE" => true,
            _ => throw OssErrors.BadArgument("The metadata directive is COPY or REPLACE.", Directive, call.Header(Directive)),
        };
        return new(new CopyObject
        {
            Source = source,
            Conditions = Preconditions.Read(call, Preconditions.CopyPrefix),
            Given = ObjectHeaders.Read(call),
            Options = WriteOptions.Read(call),
            Replaces = replaces,
        });
    }

    public static IEnumerable<Demand> Demands(CopyObject input, OssCall call) =>
    [
        Demand.On(input.Source.Name, input.Source.VersionId is null ? "oss:GetObject" : "oss:GetObjectVersion", AclAccess.Read),
        Demand.OnObject(call, AclAccess.Write, (AccessControl.ObjectCondition, call.Header(AccessControl.ObjectHeader))),
    ];

    public static async ValueTask<OssReply> RunAsync(CopyObject input, OssCall call, CancellationToken ct)
    {
        var source = await FindObject.AsNamedAsync(call, input.Source.Name, input.Source.VersionId, ct);
        StorageClass.CheckReadable(source);
        input.Conditions.Check(source);
        if (source.Length > ObjectUpload.MaxLength) throw OssErrors.EntityTooLarge.With();
        await input.Options.RefuseOverwriteAsync(call, ct);
        var kept = ObjectHeaders.Of(source);
        var version = await input.Options.CommitAsync(call, new Piece.Slice(source, 0, source.Length), source.Description with
        {
            StorageClass = input.Options.StorageClass,
            ContentType = input.Replaces ? input.Given.ContentType : kept.ContentType,
            Headers = input.Replaces ? (input.Given with { ContentMd5 = kept.ContentMd5 }).Write() : source.Description.Headers,
            Facts = new ObjectFacts { Acl = input.Options.Acl }.Write(),
        }, ct);
        call.Size = version.Length;
        return OssReply.Xml(new XElement("CopyObjectResult",
                new XElement("ETag", ObjectHeaders.Quoted(version.Description.ETag)),
                new XElement("LastModified", OssXml.Time(version.LastModified))))
            .With("ETag", ObjectHeaders.Quoted(version.Description.ETag))
            .With("x-oss-hash-crc64ecma", version.Description.Crc64?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("x-oss-version-id", call.VersionIdOf(version))
            .With("x-oss-copy-source-version-id", source.VersionId == ObjectVersion.NullVersionId && input.Source.VersionId is null ? null : source.VersionId);
    }
}
