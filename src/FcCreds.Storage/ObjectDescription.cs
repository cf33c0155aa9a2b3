namespace FcCreds.Storage;

/// <summary>What a version is: the listing fields in the open, the rest opaque.</summary>
internal sealed record ObjectDescription
{
    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Normal, Appendable, Multipart or Symlink.</summary>
    public required string ObjectType { get; init; }

    public required string StorageClass { get; init; }

    /// <summary>CRC-64/XZ of the whole, or null when unknown.</summary>
    public ulong? Crc64 { get; init; }

    /// <summary>
    /// For other clients of a backend that is shared, and from them. A store that nobody else reads may forget it: the headers have it.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>Headers and metadata, in the protocol's own format.</summary>
    public ReadOnlyMemory<byte> Headers { get; init; }

    /// <summary>First content of the facts document (ACL, tags …).</summary>
    public ReadOnlyMemory<byte> Facts { get; init; }
}
