using System.Globalization;
using System.Security.Cryptography;
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
        var reading = Acs3Signature.Read(request);
        if (reading.Signature is not { } signature) throw Unreadable(reading);
        var outcome = resolver.Resolve(signature);
        if (outcome.Caller is not { } caller)
        {
            refused(outcome);
            throw Refused(outcome);
        }
        var told = request.Header(PayloadHash) ?? throw FcErrors.MissingRequiredHeader.Saying($"required HTTP header {PayloadHash} was not specified");
        return told.Equals(Convert.ToHexStringLower(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase)
            ? caller
            : throw FcErrors.InvalidArgument.Saying($"{PayloadHash} is not the hash of the request body");
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
