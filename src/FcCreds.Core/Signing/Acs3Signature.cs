using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>ACS3-HMAC-SHA256, the header signature of all generated product SDKs and of FC's invoke API.</summary>
internal sealed class Acs3Signature : PresentedSignature
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>The payload line of HTTP triggers, whose signers leave the body out.</summary>
    public const string NoPayload = "";

    private Acs3Signature(string canonicalRequest) => CanonicalRequest = canonicalRequest;

    /// <summary>What the client says of the body: its SHA-256 in hex; empty for HTTP triggers.</summary>
    public required string PayloadHash { get; init; }

    public override string CanonicalRequest { get; }

    public override string StringToSign => $"{Algorithm}\n{Mac.HashHex(CanonicalRequest)}";

    /// <summary>Unique per request; empty when none was sent.</summary>
    public required string Nonce { get; init; }

    /// <summary>Reads an API request; <c>x-acs-content-sha256</c> must have been compared with the body by whoever read that.</summary>
    public static SignatureReading Read(WireRequest request)
    {
        var reading = Read(request, request.Header("x-acs-content-sha256") ?? NoPayload, out var signedHeaders);
        if (reading.Signature is not Acs3Signature signature) return reading;
        // Without this rule a trigger's signature, which leaves the body out, would pass for that of an API call.
        if (signature.PayloadHash.Length == 0) return new(null, SignatureFault.MissingParameter, "x-acs-content-sha256");
        foreach (var field in request.Headers)
        {
            var name = field.Name.ToLowerInvariant();
            if ((name == "host" || name.StartsWith("x-acs-", StringComparison.Ordinal)) && !signedHeaders.Contains(name))
                return new(null, SignatureFault.IncompleteSignature, name);
        }
        return reading;
    }

    /// <summary>Reads a request to an HTTP trigger: the body is unsigned, and only the headers that SignedHeaders names count.</summary>
    public static SignatureReading ReadTrigger(WireRequest request) => Read(request, NoPayload, out _);

    public override bool IsMadeWith(string accessKeySecret)
        => Mac.AreEqual(Convert.ToHexStringLower(Mac.Sha256(accessKeySecret, StringToSign)), Provided);

    /// <summary>The Authorization header for a request that carries every other header.</summary>
    public static string Authorize(WireRequest request, IReadOnlyList<string> signedHeaders, string payloadHash, SigningKey key)
    {
        var names = signedHeaders.Order(StringComparer.Ordinal).ToArray();
        var stringToSign = $"{Algorithm}\n{Mac.HashHex(Canonicalize(request, names, payloadHash))}";
        var signature = Convert.ToHexStringLower(Mac.Sha256(key.AccessKeySecret.Value, stringToSign));
        return $"{Algorithm} Credential={key.AccessKeyId},SignedHeaders={string.Join(';', names)},Signature={signature}";
    }

    private static SignatureReading Read(WireRequest request, string payloadHash, out string[] signedHeaders)
    {
        signedHeaders = [];
        if (request.Header("Authorization") is not { } authorization) return SignatureReading.Anonymous;
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return authorization.StartsWith("ACS3-", StringComparison.Ordinal) ? SignatureFault.UnsupportedSignatureMethod : SignatureFault.MalformedAuthorization;
        string? credential = null, signed = null, signature = null;
        foreach (var part in authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("Credential=", StringComparison.Ordinal)) credential = part["Credential=".Length..];
            else if (part.StartsWith("SignedHeaders=", StringComparison.Ordinal)) signed = part["SignedHeaders=".Length..];
            else if (part.StartsWith("Signature=", StringComparison.Ordinal)) signature = part["Signature=".Length..];
        }
        if (string.IsNullOrEmpty(credential) || string.IsNullOrEmpty(signed) || string.IsNullOrEmpty(signature)) return SignatureFault.MalformedAuthorization;
        if (request.Header("x-acs-date") is not { Length: > 0 } date) return new(null, SignatureFault.MissingParameter, "x-acs-date");
        if (SignatureTime.ParseOpenApi(date) is not { } signedAt) return SignatureFault.InvalidDate;
        signedHeaders = signed.ToLowerInvariant().Split(';');
        return new Acs3Signature(Canonicalize(request, signedHeaders, payloadHash))
        {
            AccessKeyId = credential,
            Provided = signature,
            SecurityToken = request.Header("x-acs-security-token") is { Length: > 0 } token ? token : null,
            SignedAt = signedAt,
            PayloadHash = payloadHash,
            Nonce = request.Header("x-acs-signature-nonce") ?? "",
        };
    }

    private static string Canonicalize(WireRequest request, string[] signedHeaders, string payloadHash)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n');
        text.Append(payloadHash == NoPayload ? TriggerPath(request.RawPath) : ApiPath(request.RawPath)).Append('\n');
        text.AppendJoin('&', request.Query
            .DistinctBy(p => p.Name, StringComparer.Ordinal)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{PercentEncoding.Encode(p.Name)}={PercentEncoding.Encode(p.Value ?? "")}")).Append('\n');
        foreach (var name in signedHeaders) text.Append(name).Append(':').Append((request.Header(name) ?? "").Trim()).Append('\n');
        text.Append('\n').AppendJoin(';', signedHeaders).Append('\n');
        return text.Append(payloadHash).ToString();
    }

    // Signers leave the path as it stands in the URL but for a few characters that they spell one way.
    private static string ApiPath(string rawPath)
        => rawPath.Replace("+", "%20", StringComparison.Ordinal)
            .Replace("*", "%2A", StringComparison.Ordinal).Replace("%7E", "~", StringComparison.Ordinal);

    private static string TriggerPath(string rawPath) => rawPath.Replace("$", "%24", StringComparison.Ordinal);
}
