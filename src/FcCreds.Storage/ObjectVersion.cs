namespace FcCreds.Storage;

/// <summary>One version of an object as the store keeps it.</summary>
internal sealed record ObjectVersion
{
    /// <summary>Id of the one version that was written while versioning was off or suspended.</summary>
    public const string NullVersionId = "null";

    public required ObjectName Name { get; init; }

    /// <summary><see cref="NullVersionId"/> for the unversioned one.</summary>
    public required string VersionId { get; init; }

    public required bool IsLatest { get; init; }

    public required bool IsDeleteMarker { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Changes with every write of the object; for <see cref="Precondition.AtRevision"/>.</summary>
    public required long Revision { get; init; }

    /// <summary>Changes when the facts are replaced.</summary>
    public required long FactsRevision { get; init; }

    public required ObjectDescription Description { get; init; }

    /// <summary>Where the store keeps the content; only the store that made the version can read it.</summary>
    public ContentLocator? Content { get; init; }
}

/// <summary>A store's own note of where the content of a version is.</summary>
internal abstract record ContentLocator;
