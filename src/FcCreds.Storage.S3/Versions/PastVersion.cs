using System.Globalization;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Versions;

/// <summary>
/// A version that does not lie under its own key, or a delete marker, as the name of its entry in the index says it: all that a listing
/// shows, newest first.
/// </summary>
internal sealed record PastVersion
{
    private const int LastRewrite = 0xffff;

    public required long Order { get; init; }

    public required bool IsNull { get; init; }

    public required bool IsDeleteMarker { get; init; }

    /// <summary>Counts the entries that replaced one another because a field in their name changed; the last one is the one.</summary>
    public int Rewrite { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public long Length { get; init; }

    /// <summary>ETag that a version without a stamp had under its own key, to know it again there; otherwise empty.</summary>
    public string BackendETag { get; init; } = "";

    public string ETag { get; init; } = "";

    public string ObjectType { get; init; } = "";

    public string StorageClass { get; init; } = "";

    public string VersionId => VersionIds.Of(Order, IsNull);

    /// <summary>As it was while the version was current.</summary>
    public long Revision => BackendETag.Length > 0 ? Revisions.Of(BackendETag, LastModified) : Order;

    /// <summary>How the names of all entries of this order begin; a higher one comes first.</summary>
    public static string Position(long order) => (long.MaxValue - order).ToString("x16", CultureInfo.InvariantCulture);

    public string Write() => string.Create(CultureInfo.InvariantCulture,
        $"{Position(Order)}.{LastRewrite - Rewrite:x4}.{(IsNull ? 'n' : 'v')}{(IsDeleteMarker ? 'm' : 'o')}.{LastModified.ToUnixTimeSeconds()}.{Length}.{BackendETag}.{NameField.Encode(ETag)}.{NameField.Encode(ObjectType)}.{NameField.Encode(StorageClass)}");

    /// <summary>Null for a name that is none of ours.</summary>
    public static PastVersion? Read(string name)
    {
        if (name.Split('.') is not [var position, var rewrite, [var isNull, var isMarker], var seconds, var length, var backendETag, var eTag, var type, var storageClass]) return null;
        if (!TryHex(position, out var inverse) || !TryHex(rewrite, out var left) || !TryNumber(seconds, out var time) || !TryNumber(length, out var bytes)) return null;
        return new()
        {
            Order = long.MaxValue - inverse,
            Rewrite = LastRewrite - (int)left,
            IsNull = isNull == 'n',
            IsDeleteMarker = isMarker == 'm',
            LastModified = DateTimeOffset.FromUnixTimeSeconds(time),
            Length = bytes,
            BackendETag = backendETag,
            ETag = NameField.Decode(eTag),
            ObjectType = NameField.Decode(type),
            StorageClass = NameField.Decode(storageClass),
        };
    }

    /// <summary>As a listing shows it: without what only the entry's content tells.</summary>
    public ObjectVersion Listed(ObjectName name, bool isLatest)
        => Version(name, isLatest, new() { ETag = ETag, ObjectType = ObjectType, StorageClass = StorageClass }, Revision, content: null);

    public ObjectVersion Version(ObjectName name, bool isLatest, ObjectDescription description, long factsRevision, ContentLocator? content) => new()
    {
        Name = name,
        VersionId = VersionId,
        IsLatest = isLatest,
        IsDeleteMarker = IsDeleteMarker,
        Length = Length,
        LastModified = LastModified,
        Revision = Revision,
        FactsRevision = factsRevision,
        Description = description,
        Content = content,
    };

    private static bool TryHex(string text, out long number) => long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
