using FcCreds.Core.Policy;

namespace FcCreds.Server.Configuration;

/// <summary>A bucket that the server creates at start when it is not there yet.</summary>
internal sealed record BucketDeclaration
{
    public required string Name { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary><c>private</c>, <c>public-read</c> or <c>public-read-write</c>.</summary>
    public string Acl { get; init; } = "private";

    /// <summary>The bucket's policy, or null.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>Absolute path of the folder whose files are put into the bucket, or null.</summary>
    public string? SeedPath { get; init; }
}
