namespace FcCreds.Core.Signing;

/// <summary>Why a request's authentication could not even be read. Each service maps these to its own errors.</summary>
internal enum SignatureFault
{
    None,

    /// <summary>The Authorization header follows no known form.</summary>
    MalformedAuthorization,

    /// <summary>Signed by header and by query at once.</summary>
    HeaderAndQuery,

    MissingDate,

    InvalidDate,

    /// <summary>Some, but not all, of Signature, Expires and OSSAccessKeyId.</summary>
    MissingPresignParameter,

    /// <summary>Expires is not a number of seconds.</summary>
    InvalidExpires,

    /// <summary>A presigned URL takes its token from the query only.</summary>
    TokenInHeaderOfPresignedUrl,

    V4MalformedAuthorization,

    V4MalformedCredential,

    V4EmptyAdditionalHeaders,

    V4EmptyAdditionalHeader,

    V4MissingExpires,

    V4MissingSignature,

    V4MissingCredential,

    /// <summary>The credential's day is not the day of the request.</summary>
    V4DateMismatch,

    /// <summary>AWS V4: a field is missing or has no such form; <see cref="SignatureReading.Detail"/> names it.</summary>
    AwsV4InvalidField,

    /// <summary>AWS V4: a header that must be signed is not; <see cref="SignatureReading.Detail"/> names it.</summary>
    AwsV4UnsignedHeader,

    /// <summary>OpenAPI: an algorithm other than HMAC-SHA1 or ACS3-HMAC-SHA256.</summary>
    UnsupportedSignatureMethod,

    /// <summary>OpenAPI: a mandatory common parameter is missing; <see cref="SignatureReading.Detail"/> names it.</summary>
    MissingParameter,

    /// <summary>FC 2.0: the path, signed in its decoded form, cannot be decoded.</summary>
    MalformedPath,

    /// <summary>OpenAPI: the signature does not cover what it must; <see cref="SignatureReading.Detail"/> names it.</summary>
    IncompleteSignature,
}

/// <summary>What reading a request's authentication gave: nothing (anonymous), a signature, or a fault.</summary>
internal readonly record struct SignatureReading(PresentedSignature? Signature, SignatureFault Fault, string Detail = "")
{
    public static SignatureReading Anonymous => default;

    public bool IsAnonymous => Signature is null && Fault == SignatureFault.None;

    public static implicit operator SignatureReading(PresentedSignature signature) => new(signature, SignatureFault.None);

    public static implicit operator SignatureReading(SignatureFault fault) => new(null, fault);
}
