using System.Collections.Frozen;
using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors that only S3 clients meet.</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError AwsSignatureDoesNotMatch = new("SignatureDoesNotMatch", 403, WrongSignature, "0002-00000429");

    public static readonly ServiceError AwsV2SignatureDoesNotMatch = new("SignatureDoesNotMatch", 403, WrongSignature, "0002-00000307");

    public static readonly ServiceError AwsChunkSignatureDoesNotMatch = new("SignatureDoesNotMatch", 403, WrongSignature, "0002-00000430");

    public static readonly ServiceError AwsHeaderNotSigned = new("SignatureDoesNotMatch", 403, "There were headers present in the request which were not signed.", "0002-00000431");

    public static readonly ServiceError BrokenChunk = new("InvalidRequest", 400, "The aws-chunked body is not well-formed.");

    public static readonly ServiceError IncompleteBody = new("IncompleteBody", 400, "The body is not as long as the request announced.");

    /// <summary>By the field at fault; each has a page of its own ("0002-00000402" to "0002-00000427").</summary>
    private static readonly FrozenDictionary<string, string> AwsFields = FrozenDictionary.ToFrozenDictionary<string, string>(
    [
        new("Algorithm", "0002-00000402"), new("Credential", "0002-00000404"), new("SignedHeaders", "0002-00000405"), new("Signature", "0002-00000407"),
        new("X-Amz-Algorithm", "0002-00000411"), new("X-Amz-Date", "0002-00000415"), new("X-Amz-SignedHeaders", "0002-00000419"), new("host", "0002-00000420"),
        new("date", "0002-00000421"), new("X-Amz-Signature", "0002-00000423"), new("X-Amz-Credential", "0002-00000425"), new("x-amz-content-sha256", "0002-00000427"),
    ], StringComparer.Ordinal);

    /// <summary>A part of an AWS V4 signature that is missing or cannot be read.</summary>
    public static ServiceException AwsField(string field)
    {
        var error = InvalidArgument with { Ec = AwsFields.GetValueOrDefault(field, "") };
        var message = field switch
        {
            "host" => "The signed headers must include host.",
            "date" => "The date of the credential is not the date of the request.",
            _ => $"{field} is missing or invalid.",
        };
        return error.Saying(message, ("ArgumentName", field));
    }

    public static ServiceException AwsPayloadHash(string value)
        => AwsField("x-amz-content-sha256").Error.Saying("The x-amz-content-sha256 is neither UNSIGNED-PAYLOAD nor the SHA-256 of the body.",
            ("ArgumentName", "x-amz-content-sha256"), ("ArgumentValue", value));
}
