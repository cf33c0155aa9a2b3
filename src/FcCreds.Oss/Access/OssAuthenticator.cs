using System.Globalization;
using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Post;
using FcCreds.Oss.S3;

namespace FcCreds.Oss.Access;

/// <summary>Finds out who sent a request, and says what is wrong in the words of OSS when nobody can be made out.</summary>
internal sealed class OssAuthenticator(CallerResolver callers, OssOptions options)
{
    private const string ServerTimeFormat = "yyyy-MM-dd'T'HH:mm:ss'.000Z'";

    public async ValueTask AuthenticateAsync(OssCall call, CancellationToken ct)
    {
        // A browser asks leave with the very URL that it is going to use, presigned or not; it cannot sign the question.
        if (call.Wire.Method == "OPTIONS" && call.Header("Authorization") is null) return;
        // A form says itself who sends it; signatures elsewhere count for nothing.
        if (call.Row is OperationRow<PostObject> && PostForm.IsForm(call))
        {
            call.Form = await PostForm.ReadAsync(call, ct);
            S3Form.Adopt(call);
        }
        if (Resolve(call, call.Address) is not { } outcome)
        {
            await ReadUnsignedAsync(call, ct);
            if (call.SpeaksS3) call.Body = S3Payload.Of(call, null);
            return;
        }
        if (outcome.Verdict == CallerVerdict.WrongSignature && call.Address.Alternative is { } other
            && Resolve(call, other) is { Verdict: CallerVerdict.Known } second)
        {
            outcome = second;
            UseAddress(call, other);
        }
        call.Outcome = outcome;
        if (outcome.Verdict != CallerVerdict.Known) throw Refusal(outcome);
        if (options.StrictRegion && outcome.Signature is OssV4Signature v4 && v4.Scope.Region != options.Region)
            throw OssErrors.V4WrongRegion.With(("Region", v4.Scope.Region));
        call.Caller = outcome.Caller!;
        call.Body = call.SpeaksS3 ? S3Payload.Of(call, outcome.Signature) : SignedPayload.Of(call.Body, outcome.Signature);
    }

    /// <summary>Null for a request without any authentication.</summary>
    private CallerOutcome? Resolve(OssCall call, OssAddress address)
    {
        if (call.Form is { } form) return form.Signature() is { } signed ? callers.Resolve(signed) : null;
        var reading = AwsSignature.IsOn(call.Received) ? AwsSignature.Read(call.Received, address.Bucket) : OssSignature.Read(call.Received, address.Bucket, address.Key);
        if (reading.Fault != SignatureFault.None) throw Refusal(reading);
        return reading.Signature is { } signature ? callers.Resolve(signature) : null;
    }

    /// <summary>Nothing is signed, so nothing tells the two readings apart but what exists.</summary>
    private static async ValueTask ReadUnsignedAsync(OssCall call, CancellationToken ct)
    {
        if (!call.SpeaksS3 && call.Address.Alternative is { } other && await call.Store.FindAsync(call.Name, null, ct) is null) UseAddress(call, other);
    }

    private static void UseAddress(OssCall call, OssAddress address)
    {
        call.Address = address;
        call.Row = OssApi.Find(call.Wire, address.Level);
    }

    private ServiceException Refusal(CallerOutcome outcome)
    {
        (string, string) key = (outcome.Signature is AwsV4Signature or AwsV2Signature ? "AWSAccessKeyId" : "OSSAccessKeyId", outcome.Signature.AccessKeyId);
        return outcome.Verdict switch
        {
            CallerVerdict.UnknownAccessKey => (IsAcceptable(outcome.Signature.AccessKeyId) ? OssErrors.UnknownAccessKeyId : OssErrors.MalformedAccessKeyId).With(key),
            CallerVerdict.InactiveAccessKey => OssErrors.DisabledAccessKeyId.With(key),
            CallerVerdict.MissingToken => OssErrors.AccessKeyIdWithoutToken.With(key),
            CallerVerdict.TokenWithLongTermKey or CallerVerdict.RevokedToken => OssErrors.AccessKeyIdUnknownToSts.With(key),
            CallerVerdict.MalformedToken => OssErrors.InvalidSecurityToken.With(),
            CallerVerdict.TokenOfAnotherKey => OssErrors.AccessKeyIdAndSecurityTokenNotMatch.With(),
            CallerVerdict.ExpiredToken => options.ForgetsExpiredKeys ? OssErrors.AccessKeyIdUnknownToSts.With(key) : OssErrors.SecurityTokenExpired.With(),
            CallerVerdict.SkewedClock => OssErrors.RequestTimeTooSkewed.With(
                ("MaxAllowedSkewMilliseconds", ((long)callers.AllowedSkew.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
                ("RequestTime", Time(outcome.Signature.SignedAt)),
                ("ServerTime", Time(outcome.ServerTime))),
            CallerVerdict.SignatureExpired => OssErrors.RequestExpired.With(
                ("Expires", Time(outcome.Signature.ValidUntil)), ("ServerTime", Time(outcome.ServerTime))),
            CallerVerdict.SignatureNotYetValid => OssErrors.RequestNotYetValid.With(
                ("ValidFrom", Time(outcome.Signature.ValidFrom)), ("ServerTime", Time(outcome.ServerTime))),
            _ => WrongSignature(outcome.Signature, key),
        };
    }

    /// <summary>Which characters the cloud accepts is not documented; these are what keys are made of.</summary>
    private static bool IsAcceptable(string accessKeyId) => accessKeyId.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_');

    /// <summary>Shows what was signed here, so that it can be compared with what the client signed.</summary>
    private static ServiceException WrongSignature(PresentedSignature signature, (string, string) key)
    {
        var signed = signature.StringToSign;
        List<(string, string)> details = [key, ("SignatureProvided", signature.Provided), ("StringToSign", signed), ("StringToSignBytes", Hex(signed))];
        if (signature.CanonicalRequest is { } canonical) details.Add(("CanonicalRequest", canonical));
        var error = signature switch
        {
            AwsV4Signature => OssErrors.AwsSignatureDoesNotMatch,
            AwsV2Signature => OssErrors.AwsV2SignatureDoesNotMatch,
            _ => OssErrors.SignatureDoesNotMatch,
        };
        return error.With([.. details]);
    }

    private static string Hex(string text)
    {
        var hex = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text)) hex.Append(one.ToString("X2", CultureInfo.InvariantCulture)).Append(' ');
        return hex.ToString();
    }

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(ServerTimeFormat, CultureInfo.InvariantCulture) ?? "";

    private static ServiceException Refusal(SignatureReading reading) => reading.Fault switch
    {
        SignatureFault.HeaderAndQuery => OssErrors.InvalidArgument.Saying("Authorization header and query string authentication cannot be used at once."),
        SignatureFault.MissingDate or SignatureFault.InvalidDate => OssErrors.DateRequired.With(),
        SignatureFault.MissingPresignParameter => OssErrors.PresignParameterMissing.With(),
        SignatureFault.InvalidExpires => OssErrors.InvalidExpires.With(),
        SignatureFault.TokenInHeaderOfPresignedUrl
            => OssErrors.InvalidRequest.Saying("Security-token must be provided by query string parameter when using query string authentication."),
        SignatureFault.V4MalformedAuthorization => OssErrors.V4Malformed.With(),
        SignatureFault.V4MalformedCredential or SignatureFault.V4DateMismatch => OssErrors.V4BadCredential.With(),
        SignatureFault.V4EmptyAdditionalHeaders => OssErrors.V4EmptyAdditionalHeaders.With(),
        SignatureFault.V4EmptyAdditionalHeader => OssErrors.V4EmptyAdditionalHeader.With(),
        SignatureFault.V4MissingExpires => OssErrors.V4MissingExpires.With(),
        SignatureFault.V4MissingSignature => OssErrors.V4MissingSignature.With(),
        SignatureFault.V4MissingCredential => OssErrors.V4MissingCredential.With(),
        SignatureFault.AwsV4InvalidField => OssErrors.AwsField(reading.Detail),
        SignatureFault.AwsV4UnsignedHeader => OssErrors.AwsHeaderNotSigned.With(("HeadersNotSigned", reading.Detail)),
        _ => OssErrors.InvalidArgument.Saying("Authorization header is invalid.", ("ArgumentName", "Authorization")),
    };
}
