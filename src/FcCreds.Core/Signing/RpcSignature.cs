using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>The RPC signature version 1.0 (HMAC-SHA1) of STS and RAM: over query and form parameters together.</summary>
internal sealed class RpcSignature : PresentedSignature
{
    private RpcSignature(string stringToSign) => StringToSign = stringToSign;

    public override string StringToSign { get; }

    /// <summary>Unique per request; the service refuses one it has seen.</summary>
    public required string Nonce { get; init; }

    public static SignatureReading Read(WireRequest request)
    {
        var parameters = Parameters(request);
        string? Value(string name)
        {
            foreach (var parameter in parameters)
            {
                if (parameter.Name == name) return parameter.Value ?? "";
            }
            return null;
        }
        if (Value("Signature") is not { Length: > 0 } signature) return Value("AccessKeyId") is null ? SignatureReading.Anonymous : Missing("Signature");
        if (Value("AccessKeyId") is not { Length: > 0 } accessKeyId) return Missing("AccessKeyId");
        if (Value("SignatureMethod") is { } method && method != "HMAC-SHA1") return SignatureFault.UnsupportedSignatureMethod;
        if (Value("SignatureNonce") is not { Length: > 0 } nonce) return Missing("SignatureNonce");
        if (Value("Timestamp") is not { Length: > 0 } timestamp) return Missing("Timestamp");
        if (SignatureTime.ParseOpenApi(timestamp) is not { } signedAt) return SignatureFault.InvalidDate;
        return new RpcSignature(Compose(request.Method, parameters))
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = Value("SecurityToken"),
            SignedAt = signedAt,
            Nonce = nonce,
        };
    }

    public override bool IsMadeWith(string accessKeySecret) => Mac.AreEqual(Mac.Sha1Base64(accessKeySecret + "&", StringToSign), Provided);

    /// <summary>The Signature parameter for a request that carries every other parameter.</summary>
    public static string Sign(WireRequest request, string accessKeySecret)
        => Mac.Sha1Base64(accessKeySecret + "&", Compose(request.Method, Parameters(request)));

    private static SignatureReading Missing(string parameter) => new(null, SignatureFault.MissingParameter, parameter);

    // Every occurrence is signed, so that a repeated parameter cannot bring in a value that the client never signed.
    private static List<QueryParameter> Parameters(WireRequest request) => [.. request.Query, .. request.Form];

    private static string Compose(string method, List<QueryParameter> parameters)
    {
        var canonical = string.Join('&', parameters
            .Where(p => p.Name != "Signature")
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{PercentEncoding.Encode(p.Name)}={PercentEncoding.Encode(p.Value ?? "")}"));
        return $"{method}&%2F&{PercentEncoding.Encode(canonical)}";
    }
}
