using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Fc.Api;

/// <summary>Who signed an API request, and FC's refusal when nobody we know did.</summary>
internal sealed class FcAuthenticator(CallerResolver resolver)
{
    private const string PayloadHash = "x-acs-content-sha256";

    /// <param name="request">The request.</param>
    /// <param name="body">Its body, which the signature covers.</param>
    /// <param name="refused">Learns why nobody could be made out, before the refusal is thrown.</param>
    public Caller Authenticate(WireRequest request, ReadOnlySpan<byte> body, Action<CallerOutcome> refused)
    {
        var reading = IsFcSigned(request) ? FcSignature.Read(request) : Acs3Signature.Read(request);
        if (reading.Signature is not { } signature) throw Unreadable(reading);
        var outcome = resolver.Resolve(signature);
        if (outcome.Caller is not { } caller)
        {
            refused(outcome);
            throw Refused(outcome);
        }
        if (signature is FcSignature)
        {
            // It covers the hash of the body where the client tells one, and the body not at all otherwise.
            return request.Header("Content-MD5") is not { Length: > 0 } md5 || IsMd5(md5, body) ? caller : throw FcErrors.InvalidArgument.Saying("Content-MD5 is not the hash of the request body");
        }
        var told = request.Header(PayloadHash) ?? throw FcErrors.MissingRequiredHeader.Saying($"required HTTP header {PayloadHash} was not specified");
        return told.Equals(Convert.ToHexStringLower(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase)
            ? caller
            : throw FcErrors.InvalidArgument.Saying($"{PayloadHash} is not the hash of the request body");
    }

    private static bool IsFcSigned(WireRequest request) => request.Header("Authorization")?.StartsWith("FC ", StringComparison.Ordinal) == true;

    /// <summary>In base64; @alicloud/fc2 2.6.6 sends the base64 of its hexadecimal digits.</summary>
    private static bool IsMd5(string told, ReadOnlySpan<byte> body)
    {
        var hash = MD5.HashData(body);
        return told == Convert.ToBase64String(hash) || told == Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
    }

    private static ServiceException Unreadable(SignatureReading reading) => reading.Fault switch
    {
        SignatureFault.None => FcErrors.MissingRequiredHeader.Saying("required HTTP header Authorization was not specified"),
        SignatureFault.MissingParameter => FcErrors.MissingRequiredHeader.Saying($"required HTTP header {reading.Detail} was not specified"),
        SignatureFault.InvalidDate => FcErrors.InvalidArgument.Saying("the format of x-acs-date is invalid"),
        SignatureFault.IncompleteSignature => FcErrors.SignatureNotMatch.Saying($"the header {reading.Detail} must be signed"),
        _ => FcErrors.InvalidArgument.Saying("the Authorization header is invalid; it must be ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…"),
    };

    public static ServiceException Refused(CallerOutcome outcome) => outcome.Verdict switch
    {
        CallerVerdict.UnknownAccessKey or CallerVerdict.InactiveAccessKey or CallerVerdict.MissingToken
            => FcErrors.InvalidAccessKeyID.Saying($"invalid access key ID '{outcome.Signature.AccessKeyId}'"),
        CallerVerdict.WrongSignature => FcErrors.SignatureNotMatch.With(),
        CallerVerdict.SkewedClock => FcErrors.AccessDenied.Saying(string.Create(CultureInfo.InvariantCulture,
            $"the difference between the request time '{outcome.Signature.SignedAt:R}' and the current time '{outcome.ServerTime:R}' is too large")),
        CallerVerdict.ExpiredToken => FcErrors.AccessDenied.Saying("the security token has expired"),
        _ => FcErrors.AccessDenied.Saying("the security token is invalid"),
    };
}
