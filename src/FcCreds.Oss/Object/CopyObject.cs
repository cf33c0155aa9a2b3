using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"CopyObject": a new object of the same content, with the source's headers and tags or with new ones. A symbolic link is copied as a link.</summary>
internal sealed class CopyObject : IOperation<CopyObject>
{
    private const string MetadataDirective = "x-oss-metadata-directive";
    private const string TaggingDirective = "x-oss-tagging-directive";

    public required CopySource Source { get; init; }

    public required Preconditions Conditions { get; init; }

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public required bool ReplacesHeaders { get; init; }

    public required bool ReplacesTags { get; init; }

    /// <summary>ali-oss 6.23 sends every header of a copy a second time with the prefix of the conditions; only conditions are read there.</summary>
    public static string Headers => $"{WriteOptions.HeaderNames} {Preconditions.CopyPrefix}* {MetadataDirective} {TaggingDirective}";

    public static ValueTask<CopyObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        var source = CopySource.Read(call);
        var options = WriteOptions.Read(call);
        var replacesTags = Replaces(call, TaggingDirective);
        return new(new CopyObject
        {
            Source = source,
            Conditions = Preconditions.Read(call, Preconditions.CopyPrefix),
            Given = ObjectHeaders.Read(call),
            // Tags that are given count only where they replace the source's.
            Options = replacesTags ? options : options with { Tags = null },
            // Copying an object onto itself changes its headers, whatever the directive says.
            ReplacesHeaders = Replaces(call, MetadataDirective) || (source.Name == call.Name && source.VersionId is null && call.Settings.VersionMode == VersionMode.Off),
            ReplacesTags = replacesTags,
        });
    }

    public static IEnumerable<Demand> Demands(CopyObject input, OssCall call)
    {
        var versioned = input.Source.VersionId is not null;
        yield return OnSource(input, versioned ? "oss:GetObjectVersion" : "oss:GetObject", AclAccess.Read);
        foreach (var demand in input.Options.Demands(call)) yield return demand;
        // The action table asks for these "when tags are copied", which nobody knows before the source has been read; asking who only wants
        // the content would refuse policies that work in the cloud. Unverified.
        if (input.ReplacesTags || call.Header(TaggingDirective) is null) yield break;
        yield return OnSource(input, versioned ? "oss:GetObjectVersionTagging" : "oss:GetObjectTagging", AclAccess.Manage);
        yield return Demand.OnObject(call, AclAccess.Manage) with { Action = "oss:PutObjectTagging" };
    }

    public static async ValueTask<OssReply> RunAsync(CopyObject input, OssCall call, CancellationToken ct)
    {
        var source = await FindObject.AsNamedAsync(call, input.Source.Name, input.Source.VersionId, ct);
        StorageClass.CheckReadable(call, source);
        input.Conditions.Check(source);
        // An object copied onto itself may be of any size: no content moves.
        if (source.Length > ObjectUpload.MaxLength && input.Source.Name != call.Name) throw OssErrors.EntityTooLarge.With();
        await input.Options.RefuseOverwriteAsync(call, ct);
        var version = await input.Options.CommitAsync(call, source.Length == 0 ? null : new Piece.Slice(source, 0, source.Length), input.Describe(source), answerHasTime: true, ct);
        call.Size = version.Length;
        var reply = OssReply.Xml(new XElement("CopyObjectResult",
            new XElement("ETag", ObjectHeaders.Quoted(version.Description.ETag)),
            new XElement("LastModified", OssXml.Time(version.LastModified))));
        return ObjectHeaders.DescribeWritten(reply, call, version)
            .With("x-oss-copy-source-version-id", source.VersionId == ObjectVersion.NullVersionId && input.Source.VersionId is null ? null : source.VersionId);
    }

    private ObjectDescription Describe(ObjectVersion source)
    {
        var kept = ObjectHeaders.Of(source);
        // What belongs to the content stays with it; how the copy is encrypted is a matter of the copy.
        var headers = (ReplacesHeaders ? Given : kept) with { ContentMd5 = kept.ContentMd5, SymlinkTarget = kept.SymlinkTarget, Encryption = Given.Encryption };
        return source.Description with
        {
            StorageClass = Options.StorageClass,
            ContentType = headers.ContentType,
            Headers = headers.Write(),
            Facts = (ReplacesTags ? Options.Facts : Options.Facts with { Tags = ObjectFacts.Of(source).Tags }).Write(),
        };
    }

    private static Demand OnSource(CopyObject input, string action, AclAccess access)
        => Demand.On(input.Source.Name, action, access) with { VersionId = input.Source.VersionId };

    /// <summary>COPY is the default; the case varies between clients and headers.</summary>
    private static bool Replaces(OssCall call, string directive) => call.Header(directive)?.ToUpperInvariant() switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        _ => throw OssErrors.BadArgument("The directive is COPY or REPLACE.", directive, call.Header(directive)),
    };
}
