namespace FcCreds.Storage;

/// <summary>The content of a version was asked for long after that version was replaced or removed.</summary>
internal sealed class ContentGoneException(ObjectVersion version)
    : IOException($"The content of version {version.VersionId} of {version.Name} is gone: it was replaced or removed meanwhile.");
