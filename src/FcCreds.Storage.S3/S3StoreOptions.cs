using FcCreds.Core.Callers;

namespace FcCreds.Storage.S3;

/// <summary>Which S3 server keeps the objects, and who FcCreds is there.</summary>
internal sealed record S3StoreOptions
{
    public required Uri Endpoint { get; init; }

    public required string AccessKeyId { get; init; }

    public required Secret SecretAccessKey { get; init; }

    /// <summary>What signatures name; most servers take any.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary><c>http://host/bucket/key</c> rather than <c>http://bucket.host/key</c>.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>Put before the name of every bucket, so that several emulators can share a server.</summary>
    public string BucketPrefix { get; init; } = "";

    /// <summary>Bodies up to this many bytes are held in memory until they are committed, and carry their description in the one PUT.</summary>
    public int InlineLimit { get; init; } = 1024 * 1024;

    /// <summary>Larger ones go out in parts of this many bytes; S3's least is 5 MiB.</summary>
    public int PartSize { get; init; } = 8 * 1024 * 1024;

    /// <summary>What the backend copies at once; S3's most is 5 GiB.</summary>
    public long CopyLimit { get; init; } = 5L * 1024 * 1024 * 1024;

    /// <summary>For a connection; the SDK tries three times.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the answer to one request, its body not counted; the SDK tries three times.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Of the times for which nobody else is known to be there.</summary>
    public TimeProvider Monotonic { get; init; } = TimeProvider.System;

    /// <summary>Tells the time of writes that the backend can no longer be asked about.</summary>
    public TimeProvider Wire { get; init; } = TimeProvider.System;
}
