using FcCreds.Storage.S3.Content;

namespace FcCreds.Storage.S3;

/// <summary>What the backend is to check while it writes: nothing, that nothing is there, or that this ETag is.</summary>
internal readonly record struct WriteCondition(bool NothingThere, string? ETag)
{
    public static WriteCondition None => default;

    public bool IsNone => !NothingThere && ETag is null;

    /// <summary>That the object is still the one that was found, or still none.</summary>
    public static WriteCondition Over(S3Content? found) => found?.ETag is { } eTag ? new(false, eTag) : new(true, null);

    /// <summary>Asks the backend what was just found to hold, so that nobody comes between.</summary>
    public static WriteCondition Of(Precondition precondition, string? foundETag) => precondition.Kind switch
    {
        PreconditionKind.Any => None,
        _ => foundETag is null ? new(true, null) : new(false, foundETag),
    };
}
