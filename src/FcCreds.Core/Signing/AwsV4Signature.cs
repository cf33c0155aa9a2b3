using System.Globalization;
using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>AWS Signature Version 4 as S3 clients make it, by header or presigned: the S3-compatible door of OSS.</summary>
internal sealed class AwsV4Signature : PresentedSignature
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    public const string PayloadHashHeader = "x-amz-content-sha256";

    private const string SignatureParameter = "X-Amz-Signature";
    private readonly WireRequest request;
    private readonly string timestamp;
    private readonly string[] signedHeaders;

    private AwsV4Signature(WireRequest request, string timestamp, AwsV4Scope scope, string[] signedHeaders, string payloadHash)
    {
        this.request = request;
        this.timestamp = timestamp;
        this.signedHeaders = signedHeaders;
        Scope = scope;
        PayloadHash = payloadHash;
        var path = PercentEncoding.TryDecode(request.RawPath, out var decoded) ? PercentEncoding.EncodePath(decoded) : request.RawPath;
        CanonicalRequest = Canonicalize(path);
    }

    public AwsV4Scope Scope { get; }

    /// <summary>What the client says of the body: a SHA-256 in hex, <c>UNSIGNED-PAYLOAD</c>, or one of the <c>STREAMING-…</c> values.</summary>
    public string PayloadHash { get; }

    public override string CanonicalRequest { get; }

    public override string StringToSign => StringToSignOf(CanonicalRequest);

    /// <summary>Signs the chunks of an aws-chunked body. Known once the signature was found right; it alone keeps the key.</summary>
    public AwsChunkSigner? ChunkSigner { get; private set; }

    public static SignatureReading ReadHeader(WireRequest request, string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal)) return Invalid("Algorithm");
        string? credential = null, signed = null, signature = null;
        foreach (var part in authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("Credential=", StringComparison.Ordinal)) credential = part["Credential=".Length..];
            else if (part.StartsWith("SignedHeaders=", StringComparison.Ordinal)) signed = part["SignedHeaders=".Length..];
            else if (part.StartsWith("Signature=", StringComparison.Ordinal)) signature = part["Signature=".Length..];
        }
        if (string.IsNullOrEmpty(credential) || AwsV4Scope.Parse(credential) is not var (accessKeyId, scope)) return Invalid("Credential");
        if (string.IsNullOrEmpty(signed)) return Invalid("SignedHeaders");
        if (string.IsNullOrEmpty(signature)) return Invalid("Signature");
        if ((request.Header("x-amz-date") ?? request.Header("Date")) is not { } date || SignatureTime.ParseOss(date) is not { } signedAt) return Invalid("x-amz-date");
        if (request.Header(PayloadHashHeader) is not { Length: > 0 } payloadHash) return Invalid(PayloadHashHeader);
        var stamp = SignatureTime.Format(signedAt, SignatureTime.IsoBasic);
        if (stamp[..8] != scope.Day) return Invalid("date");
        var names = signed.ToLowerInvariant().Split(';');
        if (Unsigned(request, names, isPresigned: false) is { } fault) return fault;
        return new AwsV4Signature(request, stamp, scope, names, payloadHash)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-amz-security-token") is { Length: > 0 } token ? token : null,
            SignedAt = signedAt,
        };
    }

    public static SignatureReading ReadQuery(WireRequest request)
    {
        if (request.QueryValue("X-Amz-Algorithm") != Algorithm) return Invalid("X-Amz-Algorithm");
        if (request.QueryValue("X-Amz-Credential") is not { } credential || AwsV4Scope.Parse(credential) is not var (accessKeyId, scope)) return Invalid("X-Amz-Credential");
        if (request.QueryValue("X-Amz-Date") is not { } date || SignatureTime.ParseExact(date, SignatureTime.IsoBasic) is not { } signedAt) return Invalid("X-Amz-Date");
        if (date[..8] != scope.Day) return Invalid("date");
        if (!int.TryParse(request.QueryValue("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is 0 or > OssV4Signature.MaxExpires) return Invalid("X-Amz-Expires");
        if (request.QueryValue("X-Amz-SignedHeaders") is not { Length: > 0 } signed) return Invalid("X-Amz-SignedHeaders");
        if (request.QueryValue(SignatureParameter) is not { Length: 64 } signature) return Invalid(SignatureParameter);
        var names = signed.ToLowerInvariant().Split(';');
        if (Unsigned(request, names, isPresigned: true) is { } fault) return fault;
        var payloadHash = request.QueryValue("X-Amz-Content-Sha256") ?? (names.Contains(PayloadHashHeader) ? request.Header(PayloadHashHeader) : null);
        return new AwsV4Signature(request, date, scope, names, payloadHash ?? UnsignedPayload)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.QueryValue("X-Amz-Security-Token") is { Length: > 0 } token ? token : null,
            ValidFrom = signedAt,
            ValidUntil = signedAt + TimeSpan.FromSeconds(seconds),
        };
    }

    public override bool IsMadeWith(string accessKeySecret)
    {
        var key = Scope.DeriveKey(accessKeySecret);
        // The path is signed in one canonical spelling by the SDKs, and as it stands in the request by simpler signers.
        if (!IsSigned(key, CanonicalRequest) && !IsSigned(key, Canonicalize(request.RawPath))) return false;
        ChunkSigner = new(key, timestamp, Scope, Provided);
        return true;
    }

    private bool IsSigned(byte[] key, string canonicalRequest)
        => Mac.AreEqual(Convert.ToHexStringLower(Mac.Sha256(key, StringToSignOf(canonicalRequest))), Provided);

    private string StringToSignOf(string canonicalRequest) => $"{Algorithm}\n{timestamp}\n{Scope}\n{Mac.HashHex(canonicalRequest)}";

    private string Canonicalize(string path)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n').Append(path).Append('\n');
        text.AppendJoin('&', request.Query
            .Where(p => p.Name != SignatureParameter)
            .Select(p => (Name: PercentEncoding.Encode(p.Name), Value: PercentEncoding.Encode(p.Value ?? "")))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}")).Append('\n');
        foreach (var name in signedHeaders) text.Append(name).Append(':').Append(ValueOf(name)).Append('\n');
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(PayloadHash).ToString();
    }

    /// <summary>All values of a header, trimmed, each run of spaces as one.</summary>
    private string ValueOf(string name) => string.Join(',', request.Headers
        .Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(field => string.Join(' ', field.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));

    /// <summary>What must be signed and is not: the host, and every header that S3 acts on.</summary>
    private static SignatureReading? Unsigned(WireRequest request, string[] signed, bool isPresigned)
    {
        if (!signed.Contains("host")) return Invalid("host");
        foreach (var field in request.Headers)
        {
            var name = field.Name.ToLowerInvariant();
            if (!name.StartsWith("x-amz-", StringComparison.Ordinal) || signed.Contains(name)) continue;
            // OSS's own example of a presigned request sends it unsigned.
            if (isPresigned && name == PayloadHashHeader) continue;
            return new(null, SignatureFault.AwsV4UnsignedHeader, name);
        }
        return null;
    }

    private static SignatureReading Invalid(string field) => new(null, SignatureFault.AwsV4InvalidField, field);
}
