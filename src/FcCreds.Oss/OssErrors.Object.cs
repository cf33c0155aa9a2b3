using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of what objects can have besides content.</summary>
internal static partial class OssErrors
{
    private const string Untaggable = "The tag you provided is invalid.";

    public static readonly ServiceError DuplicateTagKey = new("InvalidTag", 400, "Cannot provide multiple tags with the same key.", "0010-00000210");

    public static readonly ServiceError InvalidEncryptionAlgorithmError = new("InvalidEncryptionAlgorithmError", 400,
        "The Encryption Algorithm you specified is not valid. Supported values: AES256, KMS, SM4.");

    public static readonly ServiceError InvalidTag = new("InvalidTag", 400, Untaggable, "0010-00000217");

    /// <summary>The header is no list of <c>key</c> and <c>key=value</c>.</summary>
    public static readonly ServiceError InvalidTagFormat = new("InvalidTag", 400, Untaggable, "0010-00000219");

    public static readonly ServiceError TagKeyTooLong = new("InvalidTag", 400, Untaggable, "0010-00000209");

    public static readonly ServiceError TooManyTags = new("InvalidTag", 400, "The number of tags exceeds the limit of 10.", "0010-00000218");
}
