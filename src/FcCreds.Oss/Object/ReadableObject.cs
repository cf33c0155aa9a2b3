using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>An object as reads see it.</summary>
/// <param name="Named">The version addressed.</param>
/// <param name="Content">The version whose content is read: another one only behind a symbolic link.</param>
internal sealed record ReadableObject(ObjectVersion Named, ObjectVersion Content)
{
    private bool IsLink => !ReferenceEquals(Named, Content);

    /// <summary>A link shows its own type, class and metadata, the content of its target, and the later time of the two ("HeadObject").</summary>
    public ObjectVersion Seen { get; } = ReferenceEquals(Named, Content)
        ? Named
        : Named with
        {
            Length = Content.Length,
            LastModified = Content.LastModified > Named.LastModified ? Content.LastModified : Named.LastModified,
            Description = Named.Description with { ETag = Content.Description.ETag, Crc64 = Content.Description.Crc64 },
        };

    public ObjectHeaders Headers => IsLink ? ObjectHeaders.Of(Named) with { ContentMd5 = ObjectHeaders.Of(Content).ContentMd5 } : ObjectHeaders.Of(Named);
}
