namespace FcCreds.Storage;

/// <summary>
/// A bucket that every store has from its opening: no account owns it, no list shows it, it is never found, made or deleted as a bucket.
/// Objects in it are written, found, listed and deleted as any others. Its name starts with a dot, as no name of an OSS bucket does.
/// </summary>
internal static class HiddenBucket
{
    /// <summary>Parts of multipart uploads, under <c>{uploadId}/{partNumber:D5}</c>.</summary>
    public const string Parts = ".parts";

    /// <summary>Code packages of functions and layers, under <c>{account id}/{package id}</c>.</summary>
    public const string Code = ".code";

    public static IReadOnlyList<string> All { get; } = [Parts, Code];

    public static bool IsHidden(string bucket) => bucket.StartsWith('.');
}
