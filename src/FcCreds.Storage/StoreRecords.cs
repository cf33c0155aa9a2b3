namespace FcCreds.Storage;

/// <summary>A bucket and what can never change about it.</summary>
internal sealed record BucketRecord
{
    public required string Name { get; init; }

    public required string OwnerAccountId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>cn-hangzhou</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Standard, IA, Archive …</summary>
    public required string StorageClass { get; init; }

    /// <summary>LRS or ZRS.</summary>
    public required string DataRedundancyType { get; init; }
}

internal enum BucketRemoval { Removed, NotFound, NotEmpty }

/// <summary>Bucket and key; the key is 1 to 1,023 bytes of UTF-8 and may hold anything else.</summary>
internal readonly record struct ObjectName(string Bucket, string Key)
{
    public override string ToString() => $"{Bucket}/{Key}";
}

/// <summary>Which history a write leaves: <c>Off</c> and <c>Suspended</c> replace the <c>null</c> version, <c>On</c> adds one.</summary>
internal enum VersionMode { Off, On, Suspended }

/// <summary>The digests a store computes while content streams in.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Md5">16 bytes.</param>
/// <param name="Crc64">CRC-64/XZ.</param>
internal sealed record ContentDigest(long Length, ReadOnlyMemory<byte> Md5, ulong Crc64);

/// <summary>Content that is in the store but not yet an object.</summary>
internal abstract class StagedContent : IAsyncDisposable
{
    public required ContentDigest Digest { get; init; }

    /// <summary>Discards the content unless it was committed.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Part of a new version: staged content, or a slice of an existing version.</summary>
internal abstract record Piece
{
    internal sealed record Staged(StagedContent Content) : Piece;

    internal sealed record Slice(ObjectVersion Source, long Offset, long Length) : Piece;
}

internal sealed record CommitRequest
{
    public required ObjectName Name { get; init; }

    /// <summary>In order; an empty list makes an empty object.</summary>
    public required IReadOnlyList<Piece> Pieces { get; init; }

    /// <summary>The protocol's description of the object, opaque to the store except for what listings show.</summary>
    public required ObjectDescription Description { get; init; }

    public Precondition Precondition { get; init; }

    public VersionMode VersionMode { get; init; }
}

/// <summary>What a version is: the listing fields in the open, the rest opaque.</summary>
internal sealed record ObjectDescription
{
    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Normal, Appendable, Multipart or Symlink.</summary>
    public required string ObjectType { get; init; }

    public required string StorageClass { get; init; }

    /// <summary>CRC-64/XZ of the whole, or null when unknown.</summary>
    public ulong? Crc64 { get; init; }

    /// <summary>Headers and metadata, in the protocol's own format.</summary>
    public ReadOnlyMemory<byte> Headers { get; init; }

    /// <summary>First content of the facts document (ACL, tags …).</summary>
    public ReadOnlyMemory<byte> Facts { get; init; }
}

/// <summary>One version of an object as the store keeps it.</summary>
internal sealed record ObjectVersion
{
    public required ObjectName Name { get; init; }

    /// <summary><c>null</c> for the unversioned one.</summary>
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
}

/// <summary>Either the new version, or the refusal: what the precondition found, or that the bucket is gone.</summary>
internal sealed record CommitOutcome(CommitVerdict Verdict, ObjectVersion? Version);

internal enum CommitVerdict { Committed, PreconditionFailed, BucketNotFound, PieceNotFound }

internal sealed record RemovalRequest
{
    public required ObjectName Name { get; init; }

    /// <summary>Null removes the current version by mode.</summary>
    public string? VersionId { get; init; }

    public Precondition Precondition { get; init; }

    public VersionMode VersionMode { get; init; }
}

/// <param name="Verdict">Removed also when nothing was there.</param>
/// <param name="Removed">The version that is gone, if one was.</param>
/// <param name="Marker">The delete marker that was made, if one was.</param>
internal sealed record RemovalOutcome(CommitVerdict Verdict, ObjectVersion? Removed, ObjectVersion? Marker);

internal sealed record ListQuery
{
    public required string Bucket { get; init; }

    public string Prefix { get; init; } = "";

    public string Delimiter { get; init; } = "";

    /// <summary>Exclusive start: a key or a common prefix.</summary>
    public string After { get; init; } = "";

    /// <summary>With <see cref="AllVersions"/>: the version of <see cref="After"/> to start behind.</summary>
    public string? AfterVersionId { get; init; }

    /// <summary>Keys and common prefixes together, at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>All versions and delete markers, newest first for each key, instead of current objects.</summary>
    public bool AllVersions { get; init; }
}

/// <param name="Objects">In byte order of their keys.</param>
/// <param name="CommonPrefixes">In byte order.</param>
/// <param name="Next">Where the next page starts (the last key or prefix returned); null on the last page.</param>
/// <param name="NextVersionId">With AllVersions: the version of <paramref name="Next"/>.</param>
internal sealed record ObjectPage(IReadOnlyList<ObjectVersion> Objects, IReadOnlyList<string> CommonPrefixes, string? Next, string? NextVersionId = null);
