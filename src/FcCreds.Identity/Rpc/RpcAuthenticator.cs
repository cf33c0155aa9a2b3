using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Rpc;

/// <summary>Finds out who calls an RPC-style API, or refuses in the gateway's words.</summary>
internal sealed class RpcAuthenticator(CallerResolver callers, NonceMemory nonces)
{
    public Caller Authenticate(RpcCall call, byte[] body)
    {
        var (signature, nonce) = Read(call.Request, body);
        var outcome = callers.Resolve(signature);
        call.Outcome = outcome;
        if (outcome.Caller is not { } caller) throw Refusal(outcome);
        // Only now: an unsigned request must not be able to use up somebody's nonce.
        return nonces.TryUse(signature.AccessKeyId, nonce) ? caller : throw RpcErrors.SignatureNonceUsed.With();
    }

    private static (PresentedSignature Signature, string Nonce) Read(RpcRequest request, byte[] body)
    {
        if (request["SignatureType"] == "BEARERTOKEN" || request.Wire.Header("x-acs-bearer-token") is not null) throw RpcErrors.InvalidSignatureMethod.With();
        var reading = request.IsAcs3 ? Acs3Signature.Read(request.Wire) : RpcSignature.Read(request.Wire);
        switch (reading.Signature)
        {
            case RpcSignature rpc:
                return (rpc, rpc.Nonce);
            case Acs3Signature acs3:
                RequireHash(request, body);
                return (acs3, acs3.Nonce.Length > 0 ? acs3.Nonce : throw RpcErrors.MissingHeader("x-acs-signature-nonce"));
            default:
                throw Refusal(reading);
        }
    }

    private static void RequireHash(RpcRequest request, byte[] body)
    {
        if (request.Wire.Header("x-acs-content-sha256") is not { Length: > 0 } told) throw RpcErrors.MissingHeader("x-acs-content-sha256");
        if (!told.Equals(Convert.ToHexStringLower(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase))
            throw RpcErrors.IncompleteSignature.Saying($"{RpcErrors.IncompleteSignature.Message} x-acs-content-sha256 is not the hash of the body.");
    }

    private static ServiceException Refusal(SignatureReading reading) => reading.Fault switch
    {
        SignatureFault.None => RpcErrors.Missing("AccessKeyId"),
        SignatureFault.InvalidDate => RpcErrors.TimestampFormat.With(),
        SignatureFault.UnsupportedSignatureMethod => RpcErrors.InvalidSignatureMethod.With(),
        SignatureFault.MissingParameter when reading.Detail is "Timestamp" or "x-acs-date" => RpcErrors.TimestampMissing.With(),
        SignatureFault.MissingParameter => RpcErrors.Missing(reading.Detail),
        SignatureFault.IncompleteSignature => RpcErrors.IncompleteSignature.Saying($"{RpcErrors.IncompleteSignature.Message} SignedHeaders must name {reading.Detail}."),
        _ => RpcErrors.IncompleteSignature.With(),
    };

    private static ServiceException Refusal(CallerOutcome outcome) => outcome.Verdict switch
    {
        CallerVerdict.UnknownAccessKey => RpcErrors.AccessKeyNotFound.With(),
        CallerVerdict.InactiveAccessKey => RpcErrors.AccessKeyInactive.With(),
        CallerVerdict.MissingToken => RpcErrors.TokenMissing.With(),
        CallerVerdict.TokenWithLongTermKey or CallerVerdict.TokenOfAnotherKey => RpcErrors.TokenMismatch.With(),
        CallerVerdict.ExpiredToken => RpcErrors.TokenExpired.With(),
        // What the cloud says of a token whose role is gone is not documented.
        CallerVerdict.MalformedToken or CallerVerdict.RevokedToken => RpcErrors.TokenMalformed.With(),
        CallerVerdict.WrongSignature => RpcErrors.SignatureDoesNotMatch.Saying(RpcErrors.StringToSignPrefix + outcome.Signature.StringToSign),
        _ => RpcErrors.TimestampExpired.With(),
    };
}
