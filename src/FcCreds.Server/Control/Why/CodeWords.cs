namespace FcCreds.Server.Control.Why;

/// <summary>Errors of requests whose signature could not even be read, in plain words.</summary>
internal static class CodeWords
{
    public static string? Of(string? code) => code switch
    {
        "SignatureNonceUsed" => "The nonce was used before with this access key: the request was sent twice. A retry signs again, with a nonce of its own.",
        "IncompleteSignature" => "The signature lacks a part: a header that must be signed is not, or the body is not the one that was hashed.",
        "InvalidSignatureMethod" => "The signature's method is not known here; HMAC-SHA1 (RPC) and ACS3-HMAC-SHA256 are.",
        "IllegalTimestamp" or "InvalidTimeStamp.Format" => "The request's timestamp is missing or not of the form 2026-01-31T08:00:00Z.",
        "MissingAccessKeyId" => "The request is not signed at all.",
        _ => null,
    };
}
