using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of what objects can have besides content.</summary>
internal static partial class OssErrors
{
    private const string Untaggable = "The tag you provided is invalid.";

    public static readonly ServiceError ArchiveRestoreFileStale = new("ArchiveRestoreFileStale", 409, "The archive file or restore info stale", "0016-00000718");

    public static readonly ServiceError ArchiveRestoreNotFinished = new("ArchiveRestoreNotFinished", 409, "The archive file's restore is not finished.", "0016-00000719");

    public static readonly ServiceError DuplicateTagKey = new("InvalidTag", 400, "Cannot provide multiple tags with the same key.", "0010-00000210");

    public static readonly ServiceError FileImmutable = new("FileImmutable", 409, "The object is protected by a retention policy and cannot be changed or deleted.");

    public static readonly ServiceError InvalidEncryptionAlgorithmError = new("InvalidEncryptionAlgorithmError", 400,
        "The Encryption Algorithm you specified is not valid. Supported values: AES256, KMS, SM4.");

    /// <summary>The page of this EC names no code; unverified.</summary>
    public static readonly ServiceError InvalidRestoreTier = new("MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema.", "0016-00000703");

    public static readonly ServiceError InvalidTag = new("InvalidTag", 400, Untaggable, "0010-00000217");

    /// <summary>The header is no list of <c>key</c> and <c>key=value</c>.</summary>
    public static readonly ServiceError InvalidTagFormat = new("InvalidTag", 400, Untaggable, "0010-00000219");

    public static readonly ServiceError InvalidTargetType = new("InvalidTargetType", 400, "The target of the symbolic link is a symbolic link.");

    public static readonly ServiceError MethodNotAllowedOnDeleteMarker = new("MethodNotAllowed", 405,
        "The specified method is not allowed against this resource.", "0003-00000016");

    public static readonly ServiceError NotSymlink = new("NotSymlink", 400, "The object is not a symbolic link.", "0043-00000101");

    public static readonly ServiceError OperationNotSupported = new("OperationNotSupported", 400, "The operation is not supported for this resource.", "0016-00000702");

    public static readonly ServiceError RestoreAlreadyInProgress = new("RestoreAlreadyInProgress", 409, "The restore operation is in progress.", "0016-00000701");

    /// <summary>A running restore asked for at a slower tier. The page of this EC names no code; unverified.</summary>
    public static readonly ServiceError RestoreCannotSlowDown = new("RestoreAlreadyInProgress", 409, "The restore operation is in progress.", "0016-00000715");

    /// <summary>The EC is documented, the code is not.</summary>
    public static readonly ServiceError SymlinkAsPartSource = new("InvalidArgument", 400, "The copy source of a part cannot be a symbolic link.", "0042-00000308");

    public static readonly ServiceError SymlinkTargetNotExist = new("SymlinkTargetNotExist", 404, "The symlink target object does not exist", "0026-00000012");

    public static readonly ServiceError TagKeyTooLong = new("InvalidTag", 400, Untaggable, "0010-00000209");

    public static readonly ServiceError TooManyTags = new("InvalidTag", 400, "The number of tags exceeds the limit of 10.", "0010-00000218");
}
