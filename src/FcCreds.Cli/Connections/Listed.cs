namespace FcCreds.Cli.Connections;

/// <summary>A line of a listing: a bucket, a common prefix (which has only a name), or an object.</summary>
internal sealed record Listed
{
    /// <summary>Bucket name, prefix or object key.</summary>
    public required string Name { get; init; }

    /// <summary><c>bucket</c>, <c>prefix</c> or <c>object</c>.</summary>
    public required string Kind { get; init; }

    public long? Size { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? ETag { get; init; }

    public string? StorageClass { get; init; }
}
