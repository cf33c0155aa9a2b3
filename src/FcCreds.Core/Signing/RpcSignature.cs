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
        string? Value(string name) => parameters.GetValueOrDefault(name);
        if (Value("Signature") is not { Length: > 0 } signature) return Value("AccessKeyId") is null ? SignatureReading.Anonymous : Missing("Signature");
        if (Value("AccessKeyId") is not { Length: > 0 } accessKeyId) return Missing("AccessKeyId");
        if (Value("SignatureMethod") is { } method && method != "HMAC-SHA1") return SignatureFault.UnsupportedSignatureMethod;
        if (Value("SignatureNonce") is not { Length: > 0 } nonce) return Missing("SignatureNonce");
        if (Value("Timestamp") is not { Length: > 0 } timestamp) return Missing("Timestamp");
        if (SignatureTime.ParseExact(timestamp, SignatureTime.IsoExtended) is not { } signedAt) return SignatureFault.InvalidDate;
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

    private static Dictionary<string, string> Parameters(WireRequest request)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in request.Query.Concat(request.Form)) parameters[parameter.Name] = parameter.Value ?? "";
        return parameters;
    }

    private static string Compose(string method, Dictionary<string, string> parameters)
    {
        var canonical = string.Join('&', parameters
            .Where(p => p.Key != "Signature")
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{PercentEncoding.Encode(p.Key)}={PercentEncoding.Encode(p.Value)}"));
        return $"{method}&%2F&{PercentEncoding.Encode(canonical)}";
    }
}
