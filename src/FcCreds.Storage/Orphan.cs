namespace FcCreds.Storage;

/// <summary>Something that an operation which never ended left in a store, and that was removed.</summary>
/// <param name="Kind">One of this type's words.</param>
/// <param name="Bucket">It was for an object in it; of an upload or a stage as the S3 server calls it.</param>
/// <param name="Key">The object's; of a stage, which knows of none, the id of its write.</param>
internal sealed record Orphan(string Kind, string Bucket, string Key)
{
    /// <summary>Parts of an OSS upload that is over.</summary>
    public const string Parts = "parts";

    /// <summary>A code package that no function, version or layer names.</summary>
    public const string Package = "package";

    /// <summary>An upload to the S3 server that was neither completed nor aborted.</summary>
    public const string Upload = "upload";

    /// <summary>Content that waited to be joined with other content.</summary>
    public const string Stage = "stage";

    /// <summary>Facts of a write that never came, or of an object that was replaced or removed.</summary>
    public const string Record = "record";
}
