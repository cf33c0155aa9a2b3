using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Lifecycle;

/// <summary>One rule of a bucket's lifecycle, as it was put ("PutBucketLifecycle").</summary>
internal sealed record LifecycleRule
{
    public required string Id { get; init; }

    public required bool IsEnabled { get; init; }

    public required string Prefix { get; init; }

    /// <summary>An object must have them all.</summary>
    public IReadOnlyList<ObjectTag> Tags { get; init; } = [];

    /// <summary>What the rule leaves out.</summary>
    public IReadOnlyList<LifecycleExclusion> Not { get; init; } = [];

    public long? LargerThan { get; init; }

    public long? SmallerThan { get; init; }

    public LifecycleTime? Expiration { get; init; }

    /// <summary>A delete marker goes when it is all that is left of its object.</summary>
    public bool ExpiresMarkers { get; init; }

    public IReadOnlyList<(LifecycleTime When, string StorageClass)> Transitions { get; init; } = [];

    public LifecycleTime? NoncurrentExpiration { get; init; }

    public IReadOnlyList<(LifecycleTime When, string StorageClass)> NoncurrentTransitions { get; init; } = [];

    public LifecycleTime? AbortUploads { get; init; }

    /// <summary>Whether tags have to be known to tell which objects it is about.</summary>
    public bool AsksForTags => Tags.Count > 0 || Not.Any(exclusion => exclusion.Tag is not null);

    public bool IsAbout(ObjectVersion version)
    {
        var key = version.Name.Key;
        if (!IsEnabled || !key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (version.Length <= LargerThan || version.Length >= SmallerThan) return false;
        IReadOnlyList<ObjectTag> tags = AsksForTags ? ObjectFacts.Of(version).Tags ?? [] : [];
        return Tags.All(tags.Contains) && !Not.Any(exclusion => exclusion.Covers(key, tags));
    }
}

/// <summary>Objects below a prefix, or with a tag, or both.</summary>
internal sealed record LifecycleExclusion(string Prefix, ObjectTag? Tag)
{
    public bool Covers(string key, IReadOnlyList<ObjectTag> tags) => key.StartsWith(Prefix, StringComparison.Ordinal) && (Tag is null || tags.Contains(Tag));
}

/// <summary>When something is due: so many days after a time, or for everything from before a date, or on a date.</summary>
/// <param name="Days">After the last modification, counted to the next midnight UTC, which is when the cloud looks.</param>
/// <param name="CreatedBefore">What is older is due, what is younger never is.</param>
/// <param name="Date">Everything is due then.</param>
internal sealed record LifecycleTime(int? Days, DateTimeOffset? CreatedBefore, DateTimeOffset? Date)
{
    /// <summary>Null for never.</summary>
    public DateTimeOffset? Due(DateTimeOffset since)
    {
        if (Days is { } days) return Midnight(since.AddDays(days));
        return CreatedBefore is { } before ? since < before ? before : null : Date;
    }

    public bool IsDue(DateTimeOffset since, DateTimeOffset now) => Due(since) <= now;

    private static DateTimeOffset Midnight(DateTimeOffset time)
    {
        var day = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        return day == time ? day : day.AddDays(1);
    }
}
