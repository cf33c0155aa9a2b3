namespace FcCreds.Storage;

/// <summary>Which page of a bucket's keys or versions is wanted.</summary>
internal sealed record ListQuery
{
    public required string Bucket { get; init; }

    public string Prefix { get; init; } = "";

    public string Delimiter { get; init; } = "";

    /// <summary>Exclusive start: a key, or a common prefix, which then is not entered again.</summary>
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
