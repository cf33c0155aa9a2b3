using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Sts;

/// <summary>Finds out who calls an RPC-style API, or refuses in the gateway's words.</summary>
internal sealed class StsAuthenticator(CallerResolver callers, NonceMemory nonces)
{
    public Caller Authenticate(StsRequest request, byte[] body, StsCall call)
    {
        var (signature, nonce) = Read(request, body);
        var outcome = callers.Resolve(signature);
        call.Claims = outcome.Claims;
        if (outcome.Caller is not { } caller) throw Refusal(outcome);
        // Only now: an unsigned request must not be able to use up somebody's nonce.
        return nonces.TryUse(signature.AccessKeyId, nonce) ? caller : throw StsErrors.SignatureNonceUsed.With();
    }

    private static (PresentedSignature Signature, string Nonce) Read(StsRequest request, byte[] body)
    {
        if (request["SignatureType"] == "BEARERTOKEN" || request.Wire.Header("x-acs-bearer-token") is not null) throw StsErrors.InvalidSignatureMethod.With();
        var reading = request.IsAcs3 ? Acs3Signature.Read(request.Wire) : RpcSignature.Read(request.Wire);
        switch (reading.Signature)
        {
            case RpcSignature rpc:
                return (rpc, rpc.Nonce);
            case Acs3Signature acs3:
                RequireHash(request, body);
                return (acs3, acs3.Nonce.Length > 0 ? acs3.Nonce : throw StsErrors.MissingHeader("x-acs-signature-nonce"));
            default:
                throw Refusal(reading);
        }
    }

    private static void RequireHash(StsRequest request, byte[] body)
    {
        if (request.Wire.Header("x-acs-content-sha256") is not { Length: > 0 } told) throw StsErrors.MissingHeader("x-acs-content-sha256");
        if (!told.Equals(Convert.ToHexStringLower(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase))
            throw StsErrors.IncompleteSignature.Saying($"{StsErrors.IncompleteSignature.Message} x-acs-content-sha256 is not the hash of the body.");
    }

    private static ServiceException Refusal(SignatureReading reading) => reading.Fault switch
    {
        SignatureFault.None => StsErrors.Missing("AccessKeyId"),
        SignatureFault.InvalidDate => StsErrors.TimestampFormat.With(),
        SignatureFault.UnsupportedSignatureMethod => StsErrors.InvalidSignatureMethod.With(),
        SignatureFault.MissingParameter when reading.Detail is "Timestamp" or "x-acs-date" => StsErrors.TimestampMissing.With(),
        SignatureFault.MissingParameter => StsErrors.Missing(reading.Detail),
        SignatureFault.IncompleteSignature => StsErrors.IncompleteSignature.Saying($"{StsErrors.IncompleteSignature.Message} SignedHeaders must name {reading.Detail}."),
        _ => StsErrors.IncompleteSignature.With(),
    };

    private static ServiceException Refusal(CallerOutcome outcome) => outcome.Verdict switch
    {
        CallerVerdict.UnknownAccessKey => StsErrors.AccessKeyNotFound.With(),
        CallerVerdict.InactiveAccessKey => StsErrors.AccessKeyInactive.With(),
        CallerVerdict.MissingToken => StsErrors.TokenMissing.With(),
        CallerVerdict.TokenWithLongTermKey or CallerVerdict.TokenOfAnotherKey => StsErrors.TokenMismatch.With(),
        CallerVerdict.ExpiredToken => StsErrors.TokenExpired.With(),
        // What the cloud says of a token whose role is gone is not documented.
        CallerVerdict.MalformedToken or CallerVerdict.RevokedToken => StsErrors.TokenMalformed.With(),
        CallerVerdict.WrongSignature => StsErrors.SignatureDoesNotMatch.Saying(StsErrors.StringToSignPrefix + outcome.Signature.StringToSign),
        _ => StsErrors.TimestampExpired.With(),
    };
}
