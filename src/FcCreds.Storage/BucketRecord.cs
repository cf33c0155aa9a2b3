namespace FcCreds.Storage;

/// <summary>A bucket and what can never change about it.</summary>
internal sealed record BucketRecord
{
    public required string Name { get; init; }

    /// <summary>The store's own: another one for every bucket that is made, whatever its name. Empty for a bucket from before there were any.</summary>
    public string Id { get; init; } = "";

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
