using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>A multipart upload in progress: the object to come, as its initiation described it.</summary>
internal sealed record Upload
{
    public required string Key { get; init; }

    /// <summary>32 upper-case hexadecimal digits.</summary>
    public required string UploadId { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required string StorageClass { get; init; }

    /// <summary>Parts come in their order without gaps, and the object gets a Content-MD5.</summary>
    public bool IsSequential { get; init; }

    public required ObjectHeaders Headers { get; init; }

    public required ObjectFacts Facts { get; init; }
}

/// <summary>An upload with the document that keeps it; whoever takes the document away, by completing or aborting, ends the upload.</summary>
internal sealed record OpenUpload(Upload Upload, Document Document);
