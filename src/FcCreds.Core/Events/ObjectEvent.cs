namespace FcCreds.Core.Events;

/// <summary>Something happened to an object: what a trigger's event says about it (FC docs, "OSS triggers").</summary>
internal sealed record ObjectEvent
{
    /// <summary><c>ObjectCreated:PutObject</c>, without the <c>oss:</c> of a trigger's configuration.</summary>
    public required string EventName { get; init; }

    public required string Bucket { get; init; }

    public required string BucketOwnerId { get; init; }

    /// <summary><c>cn-hangzhou</c>.</summary>
    public required string Region { get; init; }

    public required string Key { get; init; }

    /// <summary>Without quotes; empty when nothing is left.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Bytes that the object has grown by; negative when it shrank.</summary>
    public long DeltaSize { get; init; }

    public string MimeType { get; init; } = "";

    /// <summary>With the prefix <c>x-oss-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> UserMeta { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where the bucket keeps no versions.</summary>
    public string? VersionId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string RequestId { get; init; }

    public required string SourceIpAddress { get; init; }

    /// <summary>Account, user or role session that did it.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>Whose temporary credentials did it; null for a key.</summary>
    public string? SessionId { get; init; }
}
