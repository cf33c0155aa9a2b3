using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3.Content;

/// <summary>Where a version's content is: an object at the backend.</summary>
/// <param name="ETag">What it must still have there; null where nothing ever changes.</param>
internal sealed record S3Content(S3Place Place, string? ETag) : ContentLocator
{
    /// <summary>Null for an object that somebody else wrote, or that was only listed.</summary>
    public string? WriteId { get; init; }

    /// <summary>All of it, where it came with what is said of it.</summary>
    public byte[]? Ahead { get; init; }

    /// <summary>Of an object under its own key.</summary>
    public FoundRecord? Record { get; init; }

    /// <summary>Of an object under its own key that is more than the <c>null</c> version.</summary>
    public VersionStamp? Stamp { get; init; }

    /// <summary>Of a version in the index, and the ETag of its entry.</summary>
    public (PastVersion Version, string EntryETag)? Past { get; init; }
}
